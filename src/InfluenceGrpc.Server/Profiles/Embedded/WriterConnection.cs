using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InfluenceGrpc.Server.Profiles.Embedded;

/// <summary>The one connection that writes. For the writer's thread alone.</summary>
internal sealed class WriterConnection : IDisposable
{
    // 32 MiB, from which on a checkpoint waits for whoever reads the log: look-ups take it for some milliseconds, and for
    // a stranger's long read nobody's write is to wait longer than this.
    private const int LongLogPages = 8192;
    private const int ReadersMilliseconds = 100;

    private readonly SqliteConnection connection;
    private readonly PreparedStatement find;
    private readonly PreparedStatement put;
    private readonly PreparedStatement renew;
    private readonly PreparedStatement endOfSlice;
    private readonly PreparedStatement sweep;

    private WriterConnection(SqliteConnection connection)
    {
        this.connection = connection;
        find = new(connection, EmbeddedDatabase.Find);
        put = new(
            connection,
            "INSERT INTO profiles (creator_id, expires_at, bytes) VALUES (?1, ?2, ?3) "
            + "ON CONFLICT (creator_id) DO UPDATE SET expires_at = excluded.expires_at, bytes = excluded.bytes");
        renew = new(connection, "UPDATE profiles SET expires_at = ?2 WHERE creator_id = ?1 AND (?2 IS NULL OR expires_at < ?2)");
        endOfSlice = new(connection, "SELECT max(rowid) FROM (SELECT rowid FROM profiles WHERE rowid > ?1 ORDER BY rowid LIMIT ?2)");
        sweep = new(connection, "DELETE FROM profiles WHERE rowid > ?1 AND rowid <= ?2 AND expires_at <= ?3");
    }

    /// <summary>Opens the file, and makes it where there is none.</summary>
    /// <param name="path">Full path; its folder exists.</param>
    /// <param name="maxPages">Most pages of the file; null for as many as the disk holds.</param>
    /// <exception cref="StoreStartException">The file is none of ours, of a newer server, or cannot be opened.</exception>
    public static WriterConnection Open(string path, uint? maxPages)
    {
        var opened = EmbeddedDatabase.OpenForWriting(path, maxPages);
        try
        {
            return new(opened);
        }
        catch (SqliteException exception)
        {
            opened.Dispose();
            throw EmbeddedDatabase.Refused(path, exception);
        }
    }

    /// <summary>Begins a transaction.</summary>
    /// <exception cref="SqliteException">The file does not take writes.</exception>
    public void Begin() => EmbeddedDatabase.Run(connection, "BEGIN IMMEDIATE");

    /// <summary>Ends a transaction; when this returns, it is on the disk.</summary>
    /// <exception cref="SqliteException">It may or may not be written; to be followed by <see cref="Rollback"/>.</exception>
    public void Commit() => EmbeddedDatabase.Run(connection, "COMMIT");

    /// <summary>Undoes the transaction, if one is open; some failures have undone it by themselves.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            // Where even this fails, beginning the next transaction tells.
            _ = raw.sqlite3_exec(connection.Handle, "ROLLBACK");
        }
    }

    /// <summary>Decides one write and carries it out, within the transaction.</summary>
    /// <param name="write">The write.</param>
    /// <param name="now">Milliseconds since 1970-01-01 UTC: what expires by then is not there.</param>
    /// <exception cref="SqliteException">The transaction is to be rolled back.</exception>
    public WriteResult Write(in ProfileWrite write, long now)
    {
        var header = ProfileHeader.ReadDeciding(write.Bytes.Span)!.Value;
        var stored = Stored(write.CreatorId, now);
        var result = WriteRule.Decide(header, write.DeletesAnyVersion, stored);
        if (result == WriteResult.Applied)
        {
            Put(write, write.Bytes.Span, now);
        }
        else if (result == WriteResult.Unchanged)
        {
            // Later only, and what is kept for ever stays so: NULL is not less than anything.
            renew.Bind(1, write.CreatorId).Bind(2, ExpiresAt(write.Lifetime, now)).Run();
        }
        else if (result is WriteResult.Deleted or WriteResult.NotFound)
        {
            var tombstone = write.Bytes.ToArray();
            BinaryPrimitives.WriteUInt64BigEndian(
                tombstone.AsSpan(ProfileHeader.VersionOffset), WriteRule.TombstoneVersion(header, write.DeletesAnyVersion, stored));
            Put(write, tombstone, now);
        }

        return result;
    }

    /// <summary>Deletes what has expired from a slice of the table, in a transaction of its own.</summary>
    /// <param name="after">Where the slice begins: 0, or what the slice before returned.</param>
    /// <param name="rows">Rows looked at.</param>
    /// <param name="now">Milliseconds since 1970-01-01 UTC.</param>
    /// <returns>Where the next slice begins; null at the end of the table.</returns>
    public long? Sweep(long after, int rows, long now)
    {
        long? end;
        try
        {
            end = endOfSlice.Bind(1, after).Bind(2, rows).Step() ? endOfSlice.Number(0) : null;
        }
        finally
        {
            endOfSlice.Reset();
        }

        if (end is not null)
        {
            sweep.Bind(1, after).Bind(2, end).Bind(3, now).Run();
        }

        return end;
    }

    /// <summary>
    /// Writes as much as the largest profile takes, under an id that no creator can have, and takes it away again: fails
    /// where profiles could not be written either.
    /// </summary>
    public void Probe()
    {
        Begin();
        EmbeddedDatabase.Run(connection, "INSERT OR REPLACE INTO profiles VALUES ('', 0, zeroblob(524288))");
        Commit();
        EmbeddedDatabase.Run(connection, "DELETE FROM profiles WHERE creator_id = ''");
    }

    /// <summary>Pages that were added to the log since this was asked last.</summary>
    /// <remarks>The length of the log's file does not tell: it stays when the log begins anew at its start.</remarks>
    public int TakePagesLogged()
    {
        _ = raw.sqlite3_db_status(connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        return pages;
    }

    /// <summary>Moves what the log holds into the file, as far as readers allow; waits for them only where the log is long.</summary>
    /// <exception cref="SqliteException">The file or the log failed.</exception>
    public void Checkpoint()
    {
        var result = raw.sqlite3_wal_checkpoint_v2(connection.Handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out _);
        if (result == raw.SQLITE_OK && pages >= LongLogPages)
        {
            // The log begins anew only in a moment in which nobody reads it, and look-ups that overlap leave none.
            _ = raw.sqlite3_busy_timeout(connection.Handle, ReadersMilliseconds);
            result = raw.sqlite3_wal_checkpoint_v2(connection.Handle, null, raw.SQLITE_CHECKPOINT_RESTART, out _, out _);
            _ = raw.sqlite3_busy_timeout(connection.Handle, EmbeddedDatabase.BusyMilliseconds);
        }

        if (result != raw.SQLITE_BUSY)
        {
            SqliteException.ThrowExceptionForRC(result, connection.Handle);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        find.Dispose();
        put.Dispose();
        renew.Dispose();
        endOfSlice.Dispose();
        sweep.Dispose();

        // Closing the last connection moves the whole log into the file and removes it.
        connection.Dispose();
    }

    private ProfileHeader? Stored(string creatorId, long now)
    {
        try
        {
            return find.Bind(1, creatorId).Step() && !(find.Number(0) <= now) ? ProfileHeader.ReadDeciding(find.Bytes(1)) : null;
        }
        finally
        {
            find.Reset();
        }
    }

    private void Put(in ProfileWrite write, ReadOnlySpan<byte> bytes, long now) =>
        put.Bind(1, write.CreatorId).Bind(2, ExpiresAt(write.Lifetime, now)).Bind(3, bytes).Run();

    // Rounded up to the next millisecond: a lifetime, however short, is not over before it began.
    private static long? ExpiresAt(TimeSpan? lifetime, long now) =>
        lifetime is { } kept ? now + (long)Math.Ceiling(kept.TotalMilliseconds) : null;
}
