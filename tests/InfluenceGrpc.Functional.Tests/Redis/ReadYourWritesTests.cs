using System.Diagnostics;
using InfluenceGrpc.Testing;
using Xunit.Abstractions;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>A server that acknowledged a write answers with it from then on, whoever asks, from memory too.</summary>
[Trait("Needs", "tools")]
public sealed class ReadYourWritesTests(ITestOutputHelper output)
{
    private const int Clients = 4;
    private const int LeastWrites = 40;
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(3);
    private static readonly string[] Creators = [.. Enumerable.Range(0, 6).Select(i => $"own-{i}")];

    private readonly long[] acknowledged = new long[Creators.Length];
    private long versions;
    private long reads;
    private long writes;

    [Fact]
    public async Task GetProfile_AmongWritesOfOthers_IsNeverOlderThanWhatWasAcknowledged()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var server = await RunningServer.StartAsync("--store", redis.Address);
        var calls = new ProfileCalls(server.Channel);
        var before = await RedisCounts.ReadsAsync(redis);

        await MixAsync(calls);

        var asked = await RedisCounts.ReadsAsync(redis) - before;
        output.WriteLine($"{reads} reads, {writes} writes, {asked} questions to Redis");
        Assert.True(asked < reads / 2, $"Of {reads} reads {asked} went to Redis: memory hardly answered, and nothing is shown.");
    }

    // Redis' own message about a write mostly comes before its answer, and would hide it if the server forgot to look to its
    // memory by itself; a file sends none.
    [Fact]
    public async Task GetProfile_AmongWritesOfOthersOnAFile_IsNeverOlderThanWhatWasAcknowledged()
    {
        await using var server = await RunningServer.StartAsync();

        await MixAsync(new ProfileCalls(server.Channel));

        output.WriteLine($"{reads} reads, {writes} writes");
    }

    private Task MixAsync(ProfileCalls calls) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(seed => MixAsync(calls, new Random(seed)))).WaitAsync(Until.Patience);

    // Each client writes now and then, to creators that the others read and write as well.
    private async Task MixAsync(ProfileCalls calls, Random random)
    {
        var since = Stopwatch.StartNew();
        while (since.Elapsed < Lasting || Volatile.Read(ref writes) < LeastWrites)
        {
            var creator = random.Next(Creators.Length);
            if (random.Next(20) == 0)
            {
                await WriteAsync(calls, creator);
            }

            var atLeast = Volatile.Read(ref acknowledged[creator]);
            var seen = random.Next(2) == 0
                ? (long?)(await calls.FindAsync(Creators[creator]))?.Version ?? 0
                : (long)(await calls.LookupAsync([Creators[creator]])).Profiles[0].Version;
            Assert.True(seen >= atLeast, $"Version {atLeast} of {Creators[creator]} was acknowledged, and then {seen} was read.");
            Interlocked.Increment(ref reads);
        }
    }

    // Superseded is an acknowledgement too: a higher version is there.
    private async Task WriteAsync(ProfileCalls calls, int creator)
    {
        var version = Interlocked.Increment(ref versions);
        var written = await calls.UpsertAsync([WireProfiles.Of(Creators[creator], 5, (ulong)version)]);
        Assert.Empty(written.Errors);
        Interlocked.Increment(ref writes);
        for (long old; (old = Volatile.Read(ref acknowledged[creator])) < version;)
        {
            Interlocked.CompareExchange(ref acknowledged[creator], version, old);
        }
    }
}
