using System.Text;
using InfluenceGrpc.Cli.Commands;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>What a call of the program, run within the test's process, returned and printed.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task<CliRun> AsAsync(Uri? server, params string[] args) => AsAsync(server, Stream.Null, default, args);

    public static async Task<CliRun> AsAsync(Uri? server, Stream input, CancellationToken cancellationToken, params string[] args)
    {
        var output = new StringWriter { NewLine = "\n" };
        var error = new StringWriter { NewLine = "\n" };
        var bytes = new MemoryStream();
        var terminal = new Terminal
        {
            OpenInput = () => input,
            OpenOutput = () => bytes,
            Output = output,
            Error = error,
            Variable = name => name == ServerAddress.Variable ? server?.ToString() : null,
        };
        var exitCode = await CliApplication.RunAsync(args, terminal, cancellationToken).WaitAsync(Patience);
        return new CliRun(exitCode, Encoding.UTF8.GetString(bytes.ToArray()) + output, error.ToString());
    }
}
