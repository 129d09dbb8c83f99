using InfluenceGrpc.Cli.Classify;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>Keeps the files of a run with a brief apart.</summary>
internal static class FitFiles
{
    /// <param name="input">Path of the creators; "-" for standard input.</param>
    /// <param name="brief">Path of the brief; "-" for standard input.</param>
    /// <param name="outputs">Paths of outputs, null for none and "-" for standard output, and the options that name them.</param>
    /// <exception cref="InputException">Two of the files are one, or a folder does not exist.</exception>
    public static void Check(string input, string brief, params ReadOnlySpan<(string? Path, string Option)> outputs)
    {
        if (input == InputFile.Standard && brief == InputFile.Standard)
        {
            throw new InputException("Standard input can hold the creators or the brief, not both.");
        }

        OutputPaths.Check(input, outputs);
        if (brief == InputFile.Standard || File.Exists(brief))
        {
            OutputPaths.Check(brief, outputs);
        }
    }
}
