namespace InfluenceGrpc.Server.Profiles.Embedded;

/// <summary>
/// The claim of one server on its database file: a lock file beside it, locked for as long as the process lives. The
/// system drops the lock with the process, however that ends.
/// </summary>
/// <remarks>
/// SQLite would let two servers share the file, but each answers from a near cache that the other knows nothing of. The
/// database itself is not locked by hand: closing a handle of ours would drop the locks that SQLite has on it. The lock
/// file stays behind when the claim ends: to delete it would let two servers lock two files of the same name.
/// </remarks>
internal sealed class FileClaim : IDisposable
{
    // How a lock held by somebody else is told: EAGAIN on Linux, EWOULDBLOCK on macOS, a sharing violation on Windows.
    private static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream handle;

    private FileClaim(FileStream handle) => this.handle = handle;

    /// <summary>Whether a server has ever claimed this file: its lock file is there.</summary>
    public static bool WasTaken(string path) => File.Exists(LockOf(path));

    /// <summary>Claims a database file.</summary>
    /// <param name="path">Full path of the database.</param>
    /// <exception cref="StoreStartException">Another server has it, or the folder does not take files.</exception>
    public static FileClaim Take(string path)
    {
        try
        {
            return new(new FileStream(LockOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (HeldByAnother.Contains(exception.HResult))
        {
            throw new StoreStartException(
                $"The profile store {path} is in use by another server. Stop that one, or name another file with --store sqlite:FILE.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw EmbeddedDatabase.NotToBeOpened(path, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private static string LockOf(string path) => path + ".lock";
}
