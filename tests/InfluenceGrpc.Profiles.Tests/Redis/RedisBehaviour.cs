using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>What every store must do, of Redis: two servers' stores on one Redis.</summary>
public abstract class RedisBehaviour(RedisFixture fixture, ITestOutputHelper output) : ProfileStoreBehaviour(output), IClassFixture<RedisFixture>
{
    // Of servers that do not answer in time: where all tests run at once, the machine may be too busy for them. Tests of that are elsewhere.
    private static readonly int[] OfSlowness = [221, 222, 224, 227];

    private readonly List<RedisStore> stores = [];
    private readonly string prefix = fixture.NextPrefix();

    private protected RedisFixture Fixture { get; } = fixture;

    /// <summary>Where Redis is.</summary>
    private protected abstract Task<string> AddressAsync();

    /// <summary>Settings of the store.</summary>
    private protected virtual RedisOptions Change(RedisOptions options) => options;

    private protected override async Task<IProfileStore> OpenAsync()
    {
        var store = await RedisStore.StartAsync(await AddressAsync(), options => Change(options) with { KeyPrefix = prefix });
        stores.Add(store);
        Assert.True(store.Availability.IsUp);
        return store.Store;
    }

    private protected override async Task<IProfileStore?> OpenAnotherAsync() => await OpenAsync();

    private protected override Task CleanUpAsync()
    {
        foreach (var entry in stores.SelectMany(store => store.Logged))
        {
            Assert.DoesNotContain("creator", entry.Text, StringComparison.Ordinal);
            Assert.True(entry.Level < Microsoft.Extensions.Logging.LogLevel.Warning || OfSlowness.Contains(entry.Id), entry.Text);
        }

        return Task.CompletedTask;
    }
}
