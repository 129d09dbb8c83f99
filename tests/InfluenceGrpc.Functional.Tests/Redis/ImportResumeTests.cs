using Grpc.Core;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Testing;
using Xunit.Abstractions;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>A server is killed in the middle of an import, and another one goes on with it.</summary>
[Trait("Needs", "tools")]
public sealed class ImportResumeTests(ITestOutputHelper output)
{
    private const int Chunks = 60;
    private const int ChunkSize = 200;
    private const int SentBeforeTheKill = 40;
    private const int AnsweredBeforeTheKill = 20;

    [Fact]
    public async Task StreamUpsertProfiles_ServerKilledOnRedis_GoesOnElsewhereWithNothingLost()
    {
        await using var redis = await RedisServer.StartAsync();
        await ImportAsync(redis.Address);
        Assert.Equal((long)Chunks * ChunkSize, await redis.AskAsync("DBSIZE"));
    }

    [Fact]
    public async Task StreamUpsertProfiles_ServerKilledOnItsOwnFile_GoesOnElsewhereWithNothingLost()
    {
        using var folder = new StoreFolder();
        await ImportAsync(folder.Store);
    }

    private static CreatorProfile[] Chunk(ulong sequence) =>
        [.. Enumerable.Range(0, ChunkSize).Select(i => WireProfiles.Of($"import-{sequence}-{i}", (sequence * ChunkSize) + (ulong)i, version: sequence))];

    private async Task ImportAsync(string store)
    {
        var resumeAfter = await UntilKilledAsync(store);
        await using var server = await ServerProcess.StartAsync("--store", store);
        using var channel = GrpcChannel.ForAddress(server.Address);
        var calls = new ProfileCalls(channel);

        // Before anything is sent again: what was acknowledged is there.
        await AssertStoredAsync(calls, 1, resumeAfter);
        var twice = await ResumeAsync(channel, resumeAfter);
        output.WriteLine($"killed after chunk {resumeAfter} of {Chunks} was acknowledged; {twice} profiles more were stored and sent twice");
        await AssertStoredAsync(calls, 1, Chunks);
        Assert.DoesNotContain("fail:", server.Output, StringComparison.Ordinal);

        // The whole import once more changes nothing.
        Assert.Equal(Chunks * ChunkSize, await ResumeAsync(channel, 0));
    }

    // Where to resume; the last that was heard of before the server was gone.
    private static async Task<ulong> UntilKilledAsync(string store)
    {
        await using var server = await ServerProcess.StartAsync("--store", store);
        using var channel = GrpcChannel.ForAddress(server.Address);
        using var import = new ImportStream(channel);
        var sending = SendAsync(import);
        var resumeAfter = 0ul;
        try
        {
            for (var answered = 1; ; answered++)
            {
                var result = await import.ResultAsync();
                Assert.Empty(result.Upserts.Errors);
                Assert.Equal(result.Sequence, result.ResumeAfter);
                resumeAfter = result.ResumeAfter;
                if (answered == AnsweredBeforeTheKill)
                {
                    await server.KillAsync();
                }
            }
        }
        catch (RpcException)
        {
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Assert.InRange(resumeAfter, (ulong)AnsweredBeforeTheKill, (ulong)SentBeforeTheKill);
            return resumeAfter;
        }
    }

    private static async Task SendAsync(ImportStream import)
    {
        for (ulong sequence = 1; sequence <= SentBeforeTheKill; sequence++)
        {
            await import.SendAsync(sequence, Chunk(sequence));
        }
    }

    // Sends what comes after; returns how many of it were there already.
    private static async Task<int> ResumeAsync(ChannelBase channel, ulong resumeAfter)
    {
        using var import = new ImportStream(channel);
        var twice = 0;
        for (var sequence = resumeAfter + 1; sequence <= Chunks; sequence++)
        {
            var result = await import.WriteAsync(sequence, Chunk(sequence));
            Assert.Empty(result.Upserts.Errors);
            Assert.All(result.Upserts.Outcomes, outcome => Assert.True(outcome is UpsertOutcome.Applied or UpsertOutcome.Unchanged, $"{outcome}"));
            twice += result.Upserts.Outcomes.Count(outcome => outcome == UpsertOutcome.Unchanged);
        }

        return twice;
    }

    private static async Task AssertStoredAsync(ProfileCalls calls, ulong first, ulong last)
    {
        // Their time of observation apart, which is that of their making.
        var expected = Enumerable.Range((int)first, (int)(last - first) + 1).SelectMany(sequence => Chunk((ulong)sequence)).ToArray();
        var stored = await calls.AllAsync(expected.Select(profile => profile.CreatorId));
        Assert.Equal(
            expected.Select(profile => (profile.CreatorId, profile.Version, profile.Followers)),
            stored.Select(profile => (profile.CreatorId, profile.Version, profile.Followers)));
    }
}
