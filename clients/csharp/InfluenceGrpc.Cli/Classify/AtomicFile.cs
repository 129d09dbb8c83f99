namespace InfluenceGrpc.Cli.Classify;

/// <summary>A file that appears under its name when it is complete, and not at all otherwise.</summary>
internal sealed class AtomicFile : IDisposable
{
    public const string Suffix = ".partial";

    private readonly string path;
    private bool committed;

    public AtomicFile(string path)
    {
        this.path = path;
        Stream = new FileStream(path + Suffix, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 16);
    }

    public FileStream Stream { get; }

    /// <summary>Puts the file in its place; whoever writes to the stream has flushed.</summary>
    public void Commit()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(path + Suffix, path, overwrite: true);
        committed = true;
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!committed)
        {
            File.Delete(path + Suffix);
        }
    }
}
