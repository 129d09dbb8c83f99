using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>ProfileService's streams, on the embedded store.</summary>
public sealed class ProfileStreamTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ProfileService.ProfileServiceClient client = new(fixture.Server.Channel);
    private readonly string own = Guid.NewGuid().ToString("N");

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Fact]
    public async Task StreamUpsertProfiles_Chunks_AreAcknowledgedInOrder()
    {
        using var call = client.StreamUpsertProfiles();
        await call.RequestStream.WriteAsync(new StreamUpsertProfilesRequest { Config = new StreamUpsertProfilesConfig() });
        for (ulong sequence = 1; sequence <= 20; sequence++)
        {
            await call.RequestStream.WriteAsync(Chunk(sequence * 10, [.. Enumerable.Range(0, 100).Select(i => WireProfiles.Of($"{own}-{sequence}-{i}", 5))]));
        }

        await call.RequestStream.CompleteAsync();
        var responses = await AllAsync(call.ResponseStream);

        Assert.Equal(10_000u, responses[0].Accepted.Limits.MaxItemsPerChunk);
        Assert.All(responses[1..^1], (response, i) =>
        {
            Assert.Equal((ulong)(i + 1) * 10, response.Result.Sequence);
            Assert.Equal(response.Result.Sequence, response.Result.ResumeAfter);
            Assert.All(response.Result.Upserts.Outcomes, outcome => Assert.Equal(UpsertOutcome.Applied, outcome));
        });
        Assert.Equal((2_000UL, 2_000UL, true), (responses[^1].Summary.Items, responses[^1].Summary.Ok, responses[^1].Summary.Complete));
    }

    [Fact]
    public async Task StreamUpsertProfiles_RefusedChunk_HoldsTheResumePointBack()
    {
        using var call = client.StreamUpsertProfiles();
        await call.RequestStream.WriteAsync(new StreamUpsertProfilesRequest { Config = new StreamUpsertProfilesConfig() });
        await call.RequestStream.WriteAsync(Chunk(1, WireProfiles.Of($"{own}-a", 1), new CreatorProfile()));
        await call.RequestStream.WriteAsync(new StreamUpsertProfilesRequest { Chunk = new StreamUpsertProfilesChunk { Sequence = 2 } });
        await call.RequestStream.WriteAsync(Chunk(3, WireProfiles.Of($"{own}-b", 1)));
        await call.RequestStream.CompleteAsync();
        var results = (await AllAsync(call.ResponseStream))[1..^1].Select(response => response.Result).ToArray();

        // A profile at fault is the caller's: sending it again would not mend it. A refused chunk was not looked at.
        Assert.Equal([1UL, 1, 1], results.Select(result => result.ResumeAfter));
        Assert.Equal("INVALID_PROFILE", results[0].Upserts.Errors.Single().Status.Reason());
        Assert.Equal(["chunk.profiles"], results[1].Status.Fields());
        Assert.Equal([UpsertOutcome.Applied], results[2].Upserts.Outcomes);
    }

    [Fact]
    public async Task StreamLookupProfiles_LargeProfiles_ComeInPartsBelowTheLimit()
    {
        var ids = Enumerable.Range(0, 60).Select(i => $"{own}-{i}").ToArray();
        foreach (var chunk in ids.Chunk(30))
        {
            await client.UpsertProfilesAsync(new UpsertProfilesRequest
            {
                Profiles = new CreatorProfiles { Profiles = { chunk.Select(id => WireProfiles.Large(id, 50_000)) } },
            });
        }

        using var call = client.StreamLookupProfiles();
        await call.RequestStream.WriteAsync(new StreamLookupProfilesRequest { Config = new StreamLookupProfilesConfig() });
        await call.RequestStream.WriteAsync(LookupChunk(1, [.. ids, "nobody", ""]));
        await call.RequestStream.WriteAsync(LookupChunk(2, ids[5]));
        await call.RequestStream.WriteAsync(LookupChunk(3, [.. Enumerable.Repeat(own, 1_001)]));
        await call.RequestStream.CompleteAsync();
        var responses = await AllAsync(call.ResponseStream);
        var parts = responses[1..^1].Select(response => response.Result).Where(result => result.Sequence == 1).ToArray();

        Assert.Equal(1_000u, responses[0].Accepted.Limits.MaxItemsPerChunk);
        Assert.InRange(parts.Length, 3, 6);
        Assert.All(responses, response => Assert.InRange(response.CalculateSize(), 0, 1024 * 1024));
        Assert.Equal([.. Enumerable.Repeat(true, parts.Length - 1), false], parts.Select(part => part.More));
        Assert.Equal([.. ids, "", ""], parts.SelectMany(part => part.Rows.Profiles).Select(profile => profile.CreatorId));
        Assert.Equal([DataStatus.NotFound, DataStatus.Unspecified], parts[^1].Rows.DataStatus.TakeLast(2));
        Assert.Equal([61u], parts[^1].Rows.Errors.Single().Indexes);
        uint next = 0;
        Assert.All(parts, part =>
        {
            Assert.Equal(next, part.Rows.FirstItem);
            next += part.Rows.ItemCount;
        });
        Assert.Equal(ids[5], Assert.Single(responses[^3].Result.Rows.Profiles).CreatorId);
        Assert.Equal("TOO_MANY_ITEMS", responses[^2].Result.Status.Reason());
        var summary = responses[^1].Summary;
        Assert.Equal((63UL, 1UL, 3UL, 1UL), (summary.Items, summary.Failed, summary.Chunks, summary.RefusedChunks));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Streams_BadConfig_AreRefused(bool lookup)
    {
        var status = await Refused.ByAsync(async () =>
        {
            if (lookup)
            {
                using var call = client.StreamLookupProfiles();
                await call.RequestStream.WriteAsync(new StreamLookupProfilesRequest
                {
                    Config = new StreamLookupProfilesConfig { ReadOptions = new ReadOptions { MaxAge = new() { Seconds = -5 } } },
                });
                await AllAsync(call.ResponseStream);
            }
            else
            {
                using var call = client.StreamUpsertProfiles();
                await call.RequestStream.WriteAsync(new StreamUpsertProfilesRequest
                {
                    Config = new StreamUpsertProfilesConfig { WriteOptions = new ProfileWriteOptions { MinReplicas = 1 } },
                });
                await AllAsync(call.ResponseStream);
            }
        });

        Assert.Equal([lookup ? "config.readOptions.maxAge" : "config.writeOptions.minReplicas"], status.Fields());
    }

    private static StreamUpsertProfilesRequest Chunk(ulong sequence, params CreatorProfile[] profiles) =>
        new() { Chunk = new StreamUpsertProfilesChunk { Sequence = sequence, Profiles = new CreatorProfiles { Profiles = { profiles } } } };

    private static StreamLookupProfilesRequest LookupChunk(ulong sequence, params string[] ids) =>
        new() { Chunk = new StreamLookupProfilesChunk { Sequence = sequence, Ids = new CreatorIds { CreatorIds_ = { ids } } } };

    private static async Task<List<T>> AllAsync<T>(IAsyncStreamReader<T> responses)
    {
        var all = new List<T>();
        while (await responses.MoveNext(CancellationToken.None).WaitAsync(Patience))
        {
            all.Add(responses.Current);
        }

        return all;
    }
}
