using Microsoft.Data.Sqlite;

namespace InfluenceGrpc.Server.Profiles.Embedded;

/// <summary>A connection that reads. For one thread at a time.</summary>
internal sealed class ReaderConnection : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly PreparedStatement find;

    /// <summary>Opens a connection.</summary>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public ReaderConnection(string path)
    {
        connection = EmbeddedDatabase.OpenForReading(path);
        try
        {
            find = new(connection, EmbeddedDatabase.Find);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Reads profiles.</summary>
    /// <param name="creatorIds">Whose.</param>
    /// <param name="reads">Takes what was read; as long as the ids.</param>
    /// <param name="now">Milliseconds since 1970-01-01 UTC: what expires by then is not there.</param>
    /// <exception cref="SqliteException">It failed; the connection is of no further use.</exception>
    public void Read(ReadOnlySpan<string> creatorIds, Span<ProfileRead> reads, long now)
    {
        // One transaction spares each look-up the locks of its own.
        var isTransaction = creatorIds.Length > 1;
        if (isTransaction)
        {
            EmbeddedDatabase.Run(connection, "BEGIN");
        }

        for (var i = 0; i < creatorIds.Length; i++)
        {
            reads[i] = Read(creatorIds[i], now);
        }

        if (isTransaction)
        {
            EmbeddedDatabase.Run(connection, "COMMIT");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        find.Dispose();
        connection.Dispose();
    }

    private ProfileRead Read(string creatorId, long now)
    {
        try
        {
            return find.Bind(1, creatorId).Step() && !(find.Number(0) <= now) && StoredProfile.Read(find.Bytes(1).ToArray()) is { } profile
                ? ProfileRead.Found(profile)
                : ProfileRead.NotFound;
        }
        finally
        {
            find.Reset();
        }
    }
}
