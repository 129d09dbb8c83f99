using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>What every store must do, of Redis: two servers' stores on one Redis.</summary>
public abstract class RedisBehaviour(ITestOutputHelper output) : ProfileStoreBehaviour(output)
{
    private readonly List<RedisStore> stores = [];

    /// <summary>Where Redis is; started, empty.</summary>
    private protected abstract Task<string> StartRedisAsync();

    /// <summary>Ends Redis.</summary>
    private protected abstract Task StopRedisAsync();

    /// <summary>Settings of the store.</summary>
    private protected virtual RedisOptions Change(RedisOptions options) => options;

    private string Address { get; set; } = "";

    private protected override async Task<IProfileStore> OpenAsync()
    {
        Address = await StartRedisAsync();
        return (await OpenAnotherAsync())!;
    }

    private protected override async Task<IProfileStore?> OpenAnotherAsync()
    {
        var store = await RedisStore.StartAsync(Address, Change);
        stores.Add(store);
        await store.UntilUpAsync();
        return store.Store;
    }

    private protected override async Task CleanUpAsync()
    {
        foreach (var entry in stores.SelectMany(store => store.Logged))
        {
            Assert.DoesNotContain("creator", entry.Text, StringComparison.Ordinal);
        }

        await StopRedisAsync();
    }
}
