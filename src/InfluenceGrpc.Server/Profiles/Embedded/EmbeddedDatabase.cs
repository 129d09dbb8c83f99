using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InfluenceGrpc.Server.Profiles.Embedded;

/// <summary>The database file: how it is opened, laid out, and told from files that are none of ours.</summary>
internal static class EmbeddedDatabase
{
    /// <summary>How a creator's entry is looked up: when its lifetime ends, and its bytes.</summary>
    public const string Find = "SELECT expires_at, bytes FROM profiles WHERE creator_id = ?1";

    /// <summary>How long to wait where somebody else, a shell perhaps, has the file locked: nobody should.</summary>
    public const int BusyMilliseconds = 1000;

    private const int ApplicationId = 0x496E_6647;
    private const int SchemaVersion = 1;

    // The rows are too large for WITHOUT ROWID: a page holds few of them, so a write in the order of ids would dirty a
    // page of its own, and imports took twice as long. No index over expires_at either: every write would pay for it, and
    // only the sweep, which has all the time in the world, would use it. expires_at comes first, so that the sweep reads
    // no overflow pages.
    private const string Schema =
        $"""
        CREATE TABLE profiles (
          creator_id TEXT NOT NULL PRIMARY KEY,
          expires_at INTEGER,
          bytes BLOB NOT NULL
        ) STRICT
        """;

    /// <summary>
    /// Refuses a file that is none of ours before anything is made beside it. Asked before the claim, and only where no lock
    /// file lies there: where one does, a server of ours has had the file.
    /// </summary>
    /// <param name="path">Full path; there may be no file.</param>
    /// <exception cref="StoreStartException">The file is none of ours, or cannot be read.</exception>
    public static void CheckUnclaimed(string path)
    {
        try
        {
            if (DatabaseHeader.Read(path) is { } header && header.ApplicationId != ApplicationId && !header.IsNew)
            {
                throw NotOurs(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotToBeOpened(path, exception);
        }
    }

    /// <summary>Opens the file for the one connection that writes, and makes it where there is none.</summary>
    /// <param name="path">Full path; its folder exists.</param>
    /// <param name="maxPages">Most pages of the file; null for as many as the disk holds.</param>
    /// <exception cref="StoreStartException">The file is none of ours, of a newer server, or cannot be opened.</exception>
    public static SqliteConnection OpenForWriting(string path, uint? maxPages)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = Open(path, SqliteOpenMode.ReadWriteCreate);
            var isNew = CheckIsOurs(connection, path);
            if (Text(connection, "PRAGMA journal_mode = WAL") != "wal")
            {
                throw new StoreStartException(
                    $"The profile store {path} is on a file system without shared memory. Name a file on a local disk with --store sqlite:FILE.");
            }

            // FULL: a write is on the disk before it is answered. Checkpoints are the writer's own affair, after answers.
            // No auto_vacuum: pages that become free are written again, and moving them about would cost every write.
            Run(connection, "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -32768");
            if (maxPages is { } pages)
            {
                Run(connection, $"PRAGMA max_page_count = {pages}");
            }

            if (isNew)
            {
                Run(connection, $"BEGIN IMMEDIATE; PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {SchemaVersion}; {Schema}; COMMIT");
            }

            // A file that cannot be written is told now and not with the first write.
            Run(connection, "BEGIN IMMEDIATE; ROLLBACK");
            return connection;
        }
        catch (SqliteException exception)
        {
            connection?.Dispose();
            throw Refused(path, exception);
        }
        catch (StoreStartException)
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file for one reader.</summary>
    /// <param name="path">Full path of a file that the writer has opened.</param>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteConnection OpenForReading(string path)
    {
        // No memory map, though look-ups beyond the cache would be twice as fast: a fault of the disk would end the process,
        // where it is now an answer, and the pages would count as the process's memory, once for every connection.
        var connection = Open(path, SqliteOpenMode.ReadOnly);
        Run(connection, "PRAGMA cache_size = -8192");
        return connection;
    }

    /// <summary>Runs statements that answer nothing.</summary>
    /// <exception cref="SqliteException">One failed.</exception>
    public static void Run(SqliteConnection connection, string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle, sql), connection.Handle);

    /// <summary>A file that could not be opened, in words.</summary>
    public static StoreStartException NotToBeOpened(string path, Exception exception) => new(
        $"The profile store {path} cannot be opened: {exception.Message} Make its folder writable for the server, or name another file with "
        + "--store sqlite:FILE.",
        exception);

    /// <summary>A claimed file that SQLite did not open, in words: one that is damaged is told apart.</summary>
    public static StoreStartException Refused(string path, SqliteException exception) =>
        exception.SqliteErrorCode is raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT
            ? new(
                $"The profile store {path} is damaged: {exception.Message} Restore a backup of it; or move it away, or name another file with "
                + "--store sqlite:FILE, and import the profiles again.",
                exception)
            : NotToBeOpened(path, exception);

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = BusyMilliseconds / 1000 }.ToString());
        try
        {
            connection.Open();
            SqliteException.ThrowExceptionForRC(raw.sqlite3_busy_timeout(connection.Handle, BusyMilliseconds), connection.Handle);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Nothing is written before this: a file that was named by mistake stays as it is.
    private static bool CheckIsOurs(SqliteConnection connection, string path)
    {
        var application = Text(connection, "PRAGMA application_id");
        var version = Text(connection, "PRAGMA user_version");
        if (application == "0" && version == "0" && Text(connection, "SELECT count(*) FROM sqlite_schema") == "0")
        {
            return true;
        }

        if (application != $"{ApplicationId}")
        {
            throw NotOurs(path);
        }

        return version == $"{SchemaVersion}" ? false : throw new StoreStartException(
            $"The profile store {path} was written by a newer server (layout {version}; this one knows {SchemaVersion}). "
            + "Start that newer server, or name another file with --store sqlite:FILE.");
    }

    private static StoreStartException NotOurs(string path) => new(
        $"The file {path} is not a profile store, or its beginning is damaged. Name another file with --store sqlite:FILE; "
        + "if it was a profile store, restore a backup of it.");

    private static string? Text(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar()?.ToString();
    }
}
