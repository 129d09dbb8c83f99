using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Client.Tests.Scripted;

namespace InfluenceGrpc.Client.Tests;

/// <summary>Scores and rankings whose stream breaks off: scores go on where they were cut, rankings begin anew or say so.</summary>
public sealed class FitResumeTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ScriptedServer server = null!;

    public async Task InitializeAsync() => server = await ScriptedServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData(Ending.Complete, 0, 0)]
    [InlineData(Ending.Cut, 0, 1)]
    [InlineData(Ending.Cut, 7, 1)]
    [InlineData(Ending.Cut, 20, 0)]
    [InlineData(Ending.Drain, 7, 1)]
    [InlineData(Ending.Reset, 7, 1)]
    public async Task ScoreFitStream_BreaksOff_AnswersEachItemOnce(Ending ending, int after, int retries)
    {
        server.Fits.Then(new Act(ending, after));
        using var client = server.Connect();

        var scoring = client.ScoreFitStreamAsync(Creators(20_000), profile => profile, new Brief());
        List<double?> scores = [];
        await foreach (var chunk in scoring.WithTimeout(Patience))
        {
            scores.AddRange(Enumerable.Range(0, chunk.Items.Count).Select(chunk.ScoreOf));
        }

        // The first knows no followers, and has no score: not 0.
        Assert.Equal([null, .. Enumerable.Range(1, 19_999).Select(i => (double?)(i % 100))], scores);
        Assert.Equal((retries, 19_999L, 1L, true), (scoring.Totals.Retries, scoring.Totals.Ok, scoring.Totals.Failed, scoring.Totals.Complete));
        Assert.Equal(("scripted", 1U), (scoring.ModelId, scoring.ModelVersion));
    }

    [Fact]
    public async Task ScoreFitStream_ModelChangesBetweenConnections_Fails()
    {
        server.Fits.Then(new Act(Ending.CutBeforeNewVersion, 2));
        using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<InfluenceException>(
            async () => await client.ScoreFitStreamAsync(Creators(20_000), profile => profile, new Brief()).WithTimeout(Patience).CountAsync());

        Assert.Contains("The fit model changed", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Ending.Cut, 0)]
    [InlineData(Ending.Cut, 5)]
    [InlineData(Ending.Cut, 10)]
    [InlineData(Ending.Drain, 5)]
    [InlineData(Ending.Reset, 5)]
    [InlineData(Ending.CutBetweenPages, 10_000)]
    public async Task RankCreators_CutAndSourceCanBeReadAgain_BeginsAnew(Ending ending, int after)
    {
        server.Fits.Then(new Act(ending, after));
        using var client = server.Connect();
        List<ulong> told = [];

        var ranking = await client.RankCreatorsAsync(
            Creators(10_000).ToAsyncEnumerable(),
            profile => profile,
            new Brief(),
            new RankOptions { SourceCanBeReadAgain = true, MaxItemsPerChunk = 1000 },
            chunk => told.Add(chunk.Sequence)).WaitAsync(Patience);

        Assert.Equal(["best-1", "best-2"], ranking.Creators.Select(creator => creator.CreatorId));
        Assert.Equal((10_000UL, 1L), (ranking.Progress.Scored, ranking.Totals.Retries));
        Assert.Equal(2, server.Fits.Streams.Count);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (ulong)i), server.Fits.Streams[1]);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (ulong)i), told.TakeLast(10));
    }

    [Fact]
    public async Task RankCreators_CutAndSourceIsReadOnce_SaysWhatToDo()
    {
        server.Fits.Then(new Act(Ending.Drain, 5));
        using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<InfluenceException>(() => client.RankCreatorsAsync(
            Creators(10_000).ToAsyncEnumerable(), profile => profile, new Brief(), new RankOptions { MaxItemsPerChunk = 1000 }).WaitAsync(Patience));

        Assert.Equal((StatusCode.Unavailable, "SERVER_DRAINING"), (fault.StatusCode, fault.Reason));
        Assert.Contains("rank again from the first creator", fault.Message, StringComparison.Ordinal);
        Assert.Single(server.Fits.Streams);
    }

    [Fact]
    public async Task RankCreators_UnavailableBeforeItBegins_TriesAgain()
    {
        server.Fits.Then(new Act(Ending.Unavailable), new Act(Ending.Unavailable));
        using var client = server.Connect();

        var ranking = await client.RankCreatorsAsync(Creators(10).ToAsyncEnumerable(), profile => profile, new Brief()).WaitAsync(Patience);

        Assert.Equal((2, 2L), (ranking.Creators.Count, ranking.Totals.Retries));
    }

    [Fact]
    public async Task RankCreators_CutPastTheBound_Fails()
    {
        server.Fits.Then([.. Enumerable.Repeat(new Act(Ending.Cut, 1), 3)]);
        using var client = server.Connect(retry => retry.StreamAttemptsWithoutProgress = 3);

        await Assert.ThrowsAsync<InfluenceException>(() => client.RankCreatorsAsync(
            Creators(10_000).ToAsyncEnumerable(), profile => profile, new Brief(), new RankOptions { SourceCanBeReadAgain = true }).WaitAsync(Patience));

        Assert.Equal(3, server.Fits.Streams.Count);
    }

    private static IEnumerable<CreatorProfile> Creators(int count) => Enumerable.Range(0, count).Select(i =>
    {
        var profile = new CreatorProfile { CreatorId = $"c{i}" };
        if (i > 0)
        {
            profile.Followers = (ulong)i;
        }

        return profile;
    });
}
