namespace InfluenceGrpc.Cli.Input;

/// <summary>Opens what the user names as input.</summary>
internal static class InputFile
{
    /// <summary>Stands for standard input.</summary>
    public const string Standard = "-";

    /// <summary>That nothing is there, and where it was looked for.</summary>
    /// <param name="path">As it was named.</param>
    public static string Absent(string path) => Path.IsPathRooted(path)
        ? $"There is no file '{path}': check how it is written."
        : $"There is no file '{path}' in '{Environment.CurrentDirectory}': check how it is written, or name its folder too.";

    public static Stream Open(string path, Terminal terminal)
    {
        const FileOptions access = FileOptions.SequentialScan | FileOptions.Asynchronous;
        return path == Standard
            ? terminal.OpenInput()
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, access);
    }
}
