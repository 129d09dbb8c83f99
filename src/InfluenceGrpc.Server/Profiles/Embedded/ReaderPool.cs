using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace InfluenceGrpc.Server.Profiles.Embedded;

/// <summary>
/// Connections that read, opened when all others are in use. Readers never wait: neither for each other nor for the
/// writer.
/// </summary>
internal sealed class ReaderPool(string path) : IDisposable
{
    // As many as can run at once, and some: a thread may be held up within a read.
    private static readonly int MaxIdle = (2 * Environment.ProcessorCount) + 4;

    private readonly ConcurrentStack<ReaderConnection> idle = new();
    private int idleCount;
    private volatile bool isClosed;

    /// <summary>
    /// A connection for one slice of a read; bring it back with <see cref="Return"/>, or dispose it where it failed. Returns
    /// false where the pool is closed.
    /// </summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">None could be opened.</exception>
    public bool TryRent([NotNullWhen(true)] out ReaderConnection? connection)
    {
        connection = null;
        if (isClosed)
        {
            return false;
        }

        if (idle.TryPop(out connection))
        {
            Interlocked.Decrement(ref idleCount);
        }

        connection ??= new(path);
        return true;
    }

    /// <summary>Takes a connection back.</summary>
    public void Return(ReaderConnection connection)
    {
        if (isClosed || Interlocked.Increment(ref idleCount) > MaxIdle)
        {
            Interlocked.Decrement(ref idleCount);
            connection.Dispose();
            return;
        }

        idle.Push(connection);

        // Closed meanwhile: whoever sees it last disposes.
        if (isClosed)
        {
            Dispose();
        }
    }

    /// <summary>Closes the connections that are idle; those in use are closed when they come back.</summary>
    public void Dispose()
    {
        isClosed = true;
        while (idle.TryPop(out var connection))
        {
            connection.Dispose();
        }
    }
}
