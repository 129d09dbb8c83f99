using System.Net;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Profiles.Tests.Redis;

/// <summary>One Redis for the tests of a class, each of which has a key prefix of its own.</summary>
public sealed class RedisFixture : IAsyncLifetime, IDisposable
{
    public const string Password = "open, sesame; or not: that = question";

    private readonly RedisCertificates certificates = new(IPAddress.Loopback);
    private readonly List<IAsyncDisposable> started = [];
    private int prefixes;

    public string AuthorityFile => certificates.AuthorityFile;

    /// <summary>A prefix that no other test has.</summary>
    public string NextPrefix() => $"test-{Interlocked.Increment(ref prefixes)}";

    public Task<string> OneServerAsync() => AddressAsync(async () => await RedisServer.StartAsync(), server => server.Address);

    public Task<string> SecuredServerAsync() => AddressAsync(
        async () => await RedisServer.StartAsync(new RedisServerOptions { Password = Password, Certificates = certificates }), server => server.Address);

    public Task<string> ClusterAsync() => AddressAsync(async () => await RedisCluster.StartAsync(), cluster => cluster.Address);

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var redis in started)
        {
            await redis.DisposeAsync();
        }
    }

    public void Dispose() => certificates.Dispose();

    // Tests of one class run one after another.
    private async Task<string> AddressAsync<T>(Func<Task<T>> start, Func<T, string> address)
        where T : class, IAsyncDisposable
    {
        var redis = started.OfType<T>().FirstOrDefault();
        if (redis is null)
        {
            started.Add(redis = await start());
        }

        return address(redis);
    }
}
