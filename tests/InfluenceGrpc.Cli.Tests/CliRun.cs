using System.Text;
using InfluenceGrpc.Cli.Commands;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>What a call of the program, run within the test's process, returned and printed.</summary>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <summary>Nobody is there: for what neither reads nor prints.</summary>
    public static readonly Terminal Silent = new() { OpenInput = () => Stream.Null, OpenOutput = () => Stream.Null, Output = TextWriter.Null, Error = TextWriter.Null };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task<CliRun> AsAsync(Uri? server, params string[] args) => AsAsync(server, Stream.Null, default, args);

    public static Task<CliRun> AsAsync(Uri? server, Stream input, CancellationToken cancellationToken, params string[] args) =>
        AsAsync(name => name == ServerAddress.Variable ? server?.ToString() : null, input, args, cancellationToken);

    /// <summary>With environment variables of its own.</summary>
    public static Task<CliRun> WithAsync(IReadOnlyDictionary<string, string> variables, params string[] args) =>
        AsAsync(name => variables.GetValueOrDefault(name), Stream.Null, args, CancellationToken.None);

    private static async Task<CliRun> AsAsync(Func<string, string?> variable, Stream input, string[] args, CancellationToken cancellationToken)
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
            Variable = variable,
        };
        var exitCode = await CliApplication.RunAsync(args, terminal, cancellationToken).WaitAsync(Patience, CancellationToken.None);
        return new CliRun(exitCode, Encoding.UTF8.GetString(bytes.ToArray()) + output, error.ToString());
    }
}
