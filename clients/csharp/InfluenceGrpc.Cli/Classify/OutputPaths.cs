using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Classify;

/// <summary>Keeps the files of a run apart: nothing that is read is overwritten, and nothing is written twice.</summary>
internal static class OutputPaths
{
    /// <exception cref="InputException">Two of the files are one, or a folder does not exist.</exception>
    public static void Check(ClassifySettings settings)
    {
        var input = settings.File == ClassifySettings.Standard ? null : Resolve(settings.File);
        if (input is not null && !File.Exists(input))
        {
            throw new InputException($"There is no file '{settings.File}'.");
        }

        var output = settings.Output is null or ClassifySettings.Standard ? null : Resolve(settings.Output);
        var badRows = settings.BadRows is null ? null : Resolve(settings.BadRows);
        foreach (var (path, option) in new[] { (output, "--out"), (badRows, "--bad-rows") })
        {
            if (path is null)
            {
                continue;
            }

            if (input is not null && path == input)
            {
                throw new InputException($"{option} would overwrite the input '{settings.File}': name another file.");
            }

            if (SpecialFile.Is(path))
            {
                continue;
            }

            if (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
            {
                throw new InputException($"{option} '{path}' cannot be written: there is no such folder, or it is one itself.");
            }
        }

        if (output is not null && output == badRows)
        {
            throw new InputException("--out and --bad-rows name the same file.");
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
