namespace InfluenceGrpc.Cli.Input;

/// <summary>Opens what the user names as input.</summary>
internal static class InputFile
{
    /// <summary>Stands for standard input.</summary>
    public const string Standard = "-";

    public static Stream Open(string path, Terminal terminal)
    {
        const FileOptions access = FileOptions.SequentialScan | FileOptions.Asynchronous;
        return path == Standard
            ? terminal.OpenInput()
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16, access);
    }
}
