using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Output;

/// <summary>Keeps the files of a run apart: nothing that is read is overwritten, and nothing is written twice.</summary>
internal static class OutputPaths
{
    // Of two outputs in one stream nobody could tell which is which.
    private const string Results = "--out";

    /// <param name="input">Path of the input; "-" for standard input.</param>
    /// <param name="outputs">Paths of outputs, null for none and "-" for standard output, and the options that name them.</param>
    /// <exception cref="InputException">Two of the files are one, a folder does not exist, or standard output is to take more than results.</exception>
    public static void Check(string input, params ReadOnlySpan<(string? Path, string Option)> outputs)
    {
        var read = input == InputFile.Standard ? null : Resolve(input);
        if (read is not null && !SpecialFile.Is(read) && !File.Exists(read))
        {
            throw new InputException(Directory.Exists(read) ? $"'{input}' is a folder: name a file." : InputFile.Absent(input));
        }

        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (named, option) in outputs)
        {
            if (named == InputFile.Standard && option != Results)
            {
                throw new InputException($"{option} cannot be -: standard output is for results. Name a file.");
            }

            if (named is null or InputFile.Standard)
            {
                continue;
            }

            var path = Resolve(named);
            if (path == read)
            {
                throw new InputException($"{option} would overwrite the input '{input}': name another file.");
            }

            if (!SpecialFile.Is(path) && (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path))))
            {
                throw new InputException($"{option} '{path}' cannot be written: there is no such folder, or it is one itself.");
            }

            if (!taken.TryAdd(path, option))
            {
                throw new InputException($"{taken[path]} and {option} name the same file.");
            }
        }
    }

    /// <summary>
    /// The file that a path leads to in the end, there or not. Links are followed, also those of the folder, so that one
    /// file does not pass for two, and a link remains one when its file is replaced.
    /// </summary>
    public static string Resolve(string path)
    {
        var full = Path.GetFullPath(path);
        if (SpecialFile.Is(full))
        {
            // Links such as /dev/stdout lead to where no path does.
            return full;
        }

        var folder = Path.GetDirectoryName(full);
        if (folder is not null && Directory.Exists(folder))
        {
            folder = Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder;
            full = Path.Combine(folder, Path.GetFileName(full));
        }

        var file = new FileInfo(full);
        return file.LinkTarget is null ? full : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full;
    }
}
