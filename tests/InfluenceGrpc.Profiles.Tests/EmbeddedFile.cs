using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Profiles.Embedded;
using InfluenceGrpc.Testing;
using Microsoft.Data.Sqlite;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>A database file in a folder of its own, and everything an embedded store is made with.</summary>
internal sealed class EmbeddedFile : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("profiles");

    public string Path => System.IO.Path.Combine(folder.FullName, "made", "profiles.db");

    public ManualTime Time { get; } = new();

    public StoreAvailability Availability { get; } = new();

    public NearCacheLease Lease => field ??= new(Time);

    public WatchedLog<EmbeddedProfileStore> Log { get; } = new();

    public EmbeddedProfileStore Store(uint? maxPages = null, string? path = null) =>
        new(path ?? Path, Availability, Lease, Time, Log) { MaxPages = maxPages };

    public async Task<EmbeddedProfileStore> OpenAsync(uint? maxPages = null)
    {
        var store = Store(maxPages);
        await store.StartAsync(CancellationToken.None);
        return store;
    }

    /// <summary>A connection beside the store, as a shell would have one.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    public void Run(string sql) => Ask(sql);

    public string? Ask(string sql)
    {
        using var connection = Connect();
        return Ask(connection, sql);
    }

    public static string? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }

    public void Dispose() => folder.Delete(recursive: true);
}
