using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;

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
        CheckBeside(brief, outputs);
    }

    /// <summary>Keeps the outputs apart from a file that is read besides; where it does not exist, whoever reads it says so.</summary>
    /// <param name="path">Path of the file; "-" for standard input.</param>
    /// <param name="outputs">As above.</param>
    public static void CheckBeside(string path, params ReadOnlySpan<(string? Path, string Option)> outputs)
    {
        if (path == InputFile.Standard || File.Exists(path))
        {
            OutputPaths.Check(path, outputs);
        }
    }
}
