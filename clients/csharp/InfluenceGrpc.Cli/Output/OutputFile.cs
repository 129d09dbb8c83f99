namespace InfluenceGrpc.Cli.Output;

/// <summary>
/// A file that appears under its name when it is complete, and not at all otherwise. What is no regular file (a device, a
/// pipe, a socket) stays what it is: it is written straight through.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    public const string Suffix = ".partial";

    private readonly string path;
    private readonly string? partial;
    private bool committed;

    public OutputFile(string path)
    {
        this.path = OutputPaths.Resolve(path);
        if (SpecialFile.Is(this.path))
        {
            Stream = new FileStream(this.path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 1 << 16);
            return;
        }

        // The random part keeps runs that write the same file at the same time apart: the last to finish wins, whole.
        partial = $"{this.path}.{Path.GetRandomFileName()}{Suffix}";
        Stream = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);
    }

    public FileStream Stream { get; }

    /// <summary>Puts the file in its place; whoever writes to the stream has flushed.</summary>
    public void Commit()
    {
        Stream.Flush(flushToDisk: partial is not null);
        Stream.Dispose();
        if (partial is not null)
        {
            File.Move(partial, path, overwrite: true);
        }

        committed = true;
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!committed && partial is not null)
        {
            File.Delete(partial);
        }
    }
}
