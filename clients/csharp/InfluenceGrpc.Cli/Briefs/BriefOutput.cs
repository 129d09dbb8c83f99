using System.Text;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Briefs;

/// <summary>Writes a brief where the user wants it.</summary>
internal static class BriefOutput
{
    /// <param name="path">The file; "-" for standard output.</param>
    /// <param name="text">The brief.</param>
    /// <param name="terminal">Where standard output goes.</param>
    /// <param name="cancellationToken">Ends the writing; then there is no file.</param>
    public static async Task WriteAsync(string path, string text, Terminal terminal, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (path == InputFile.Standard)
        {
            await using var output = terminal.OpenOutput();
            await output.WriteAsync(bytes, cancellationToken);
            return;
        }

        using var file = new OutputFile(path);
        await file.Stream.WriteAsync(bytes, cancellationToken);
        file.Commit();
        await terminal.Error.WriteLineAsync($"written to {Rendering.Visible.Of(path)}");
    }
}
