using System.Collections.Concurrent;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Profiles.Redis;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>A Redis store as a server has it, with all that hangs on it in view.</summary>
internal sealed class RedisStore : IAsyncDisposable, ILogger<RedisProfileStore>
{
    private RedisStore(ProfileOptions options)
    {
        Lease = new(TimeProvider.System);
        Store = new(options, Availability, Lease, creatorId => Heard.Enqueue(creatorId), TimeProvider.System, this);
    }

    public RedisProfileStore Store { get; }

    public NearCacheLease Lease { get; }

    public StoreAvailability Availability { get; } = new();

    /// <summary>Every creator that was told of, in order.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>Everything logged.</summary>
    public ConcurrentQueue<(LogLevel Level, int Id, string Text)> Logged { get; } = new();

    public static ProfileOptions Options(string address, Func<RedisOptions, RedisOptions>? change = null) => new()
    {
        Store = StoreAddress.Read(address)!,
        Redis = (change ?? (redis => redis))(new() { Timeout = TimeSpan.FromSeconds(5) }),
    };

    /// <summary>Starts a store on a Redis that takes it. A start gives up waiting after some seconds, which a machine that
    /// runs all tests at once may need: from here on the store is up.</summary>
    public static async Task<RedisStore> StartAsync(string address, Func<RedisOptions, RedisOptions>? change = null)
    {
        var store = await StartUnusedAsync(address, change);
        await store.UntilUpAsync();
        return store;
    }

    /// <summary>Starts a store on a Redis that it cannot use, or not yet.</summary>
    public static async Task<RedisStore> StartUnusedAsync(string address, Func<RedisOptions, RedisOptions>? change = null)
    {
        var store = new RedisStore(Options(address, change));
        await store.Store.StartAsync(CancellationToken.None).WaitAsync(StoreAsking.Patience);
        return store;
    }

    public Task UntilUpAsync(bool up = true) =>
        StoreAsking.UntilAsync(() => Task.FromResult(Availability.IsUp == up), up ? "the store is up" : "the store is down");

    public Task UntilLeaseAsync(bool held = true) =>
        StoreAsking.UntilAsync(() => Task.FromResult(Lease.IsHeld == held), held ? "the lease is held" : "the lease is lost");

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync().AsTask().WaitAsync(StoreAsking.Patience);
        Assert.DoesNotContain(Logged, entry => entry.Level >= LogLevel.Error);
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Logged.Enqueue((logLevel, eventId.Id, $"{formatter(state, exception)} {exception}"));
}
