using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Client.Tests.Scripted;

namespace InfluenceGrpc.Client.Tests;

/// <summary>Campaigns on a server that answers by a script, and goes away amid it.</summary>
public sealed class CampaignCallTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ScriptedServer server = null!;

    public async Task InitializeAsync() => server = await ScriptedServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task UnaryCalls_ServerIsAwayAtFirst_AreTriedAgain()
    {
        using var client = server.Connect();

        server.Script.FailUnary(2);
        var forecast = await client.ForecastReachAsync(new ForecastReachRequest { Creators = { new PlannedCreator() } }).WaitAsync(Patience);
        server.Script.FailUnary(2);
        var compared = await client.ComparePlansAsync(new ComparePlansRequest { Plans = { new CampaignPlan { Name = "a" } } }).WaitAsync(Patience);

        Assert.Equal(1U, forecast.Forecast.CreatorCount);
        Assert.Equal("a", Assert.Single(compared.Plans).Name);
    }

    [Fact]
    public async Task UnaryCalls_ServerIsAwayInAllAttempts_FailWithItsReason()
    {
        server.Script.FailUnary(100);
        using var client = server.Connect();

        var forecast = await Assert.ThrowsAsync<InfluenceException>(() => client.ForecastReachAsync(new ForecastReachRequest()).WaitAsync(Patience));
        var compared = await Assert.ThrowsAsync<InfluenceException>(() => client.ComparePlansAsync(new ComparePlansRequest()).WaitAsync(Patience));

        Assert.All([forecast, compared], fault => Assert.Equal((StatusCode.Unavailable, "SERVER_DRAINING"), (fault.StatusCode, fault.Reason)));
    }

    [Fact]
    public async Task PlanCampaign_EveryKindOfItem_IsToldChunkByChunk()
    {
        server.Fits.Refuses = sequence => sequence == 2;
        using var client = server.Connect();
        List<(string Id, string Fate)> told = [];

        var planned = await client.PlanCampaignAsync(
            Creators(30).ToAsyncEnumerable(),
            profile => profile,
            new PlanCampaignConfig(),
            new PlanOptions { MaxItemsPerChunk = 10 },
            chunk => told.AddRange(Enumerable.Range(0, chunk.Items.Count).Select(i => (chunk.Items[i].CreatorId, FateOf(chunk, i))))).WaitAsync(Patience);

        Assert.Equal(Enumerable.Range(0, 30).Select(i => ($"c{i}", ExpectedFate(i))), told);
        Assert.Equal((19UL, 15UL, 2UL, 2UL), (planned.Progress.Items, planned.Progress.Candidates, planned.Progress.Ineligible, planned.Progress.Dropped));
        Assert.Equal((19L, 1L, 10L, true), (planned.Totals.Ok, planned.Totals.Failed, planned.Totals.Refused, planned.Totals.Complete));
        Assert.Equal(["first", "second"], planned.Plan.Steps.Select(step => step.CreatorId));
        Assert.Equal(("scripted", 1U), (planned.ModelId, planned.ModelVersion));

        static string FateOf(PlannedChunk<CreatorProfile> chunk, int item) =>
            chunk.ErrorOf(item)?.Reason ?? chunk.DropOf(item)?.ToString() ?? string.Join('|', chunk.IneligibilitiesOf(item));

        static string ExpectedFate(int i) => i switch
        {
            >= 10 and < 20 => "TOO_MANY_ITEMS",
            0 => "NOTHING_KNOWN",
            _ when i % 10 == 1 => "TooFewFollowers",
            _ when i % 10 == 2 => "PriceUnknown",
            _ => "",
        };
    }

    [Theory]
    [InlineData(Ending.Cut, 0)]
    [InlineData(Ending.Cut, 5)]
    [InlineData(Ending.Cut, 10)]
    [InlineData(Ending.Drain, 5)]
    [InlineData(Ending.Reset, 5)]
    [InlineData(Ending.CutBetweenPages, 10_000)]
    public async Task PlanCampaign_CutAndSourceCanBeReadAgain_BeginsAnew(Ending ending, int after)
    {
        server.Fits.Then(new Act(ending, after));
        using var client = server.Connect();
        List<ulong> told = [];

        var planned = await client.PlanCampaignAsync(
            Creators(10_000).ToAsyncEnumerable(),
            profile => profile,
            new PlanCampaignConfig(),
            new PlanOptions { SourceCanBeReadAgain = true, MaxItemsPerChunk = 1000 },
            chunk => told.Add(chunk.Sequence)).WaitAsync(Patience);

        Assert.Equal((9999UL, 1L, 1L), (planned.Progress.Items, planned.Totals.Retries, planned.Totals.Interruptions));
        Assert.Equal(2, server.Fits.Streams.Count);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (ulong)i), server.Fits.Streams[1]);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (ulong)i), told.TakeLast(10));
    }

    [Fact]
    public async Task PlanCampaign_CutAndSourceIsReadOnce_SaysWhatToDo()
    {
        server.Fits.Then(new Act(Ending.Drain, 5));
        using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<InfluenceException>(() => client.PlanCampaignAsync(
            Creators(10_000).ToAsyncEnumerable(), profile => profile, new PlanCampaignConfig(), new PlanOptions { MaxItemsPerChunk = 1000 }).WaitAsync(Patience));

        Assert.Equal((StatusCode.Unavailable, "SERVER_DRAINING", true), (fault.StatusCode, fault.Reason, fault.MustBeginAnew));
        Assert.Contains("plan again from the first candidate", fault.Message, StringComparison.Ordinal);
        Assert.Single(server.Fits.Streams);
    }

    [Fact]
    public async Task PlanCampaign_UnavailableBeforeItBegins_TriesAgain()
    {
        server.Fits.Then(new Act(Ending.Unavailable), new Act(Ending.Unavailable));
        using var client = server.Connect();

        var planned = await client.PlanCampaignAsync(Creators(10).ToAsyncEnumerable(), profile => profile, new PlanCampaignConfig()).WaitAsync(Patience);

        Assert.Equal((2, 2L, 0L), (planned.Plan.Steps.Count, planned.Totals.Retries, planned.Totals.Interruptions));
    }

    [Fact]
    public async Task PlanCampaign_EndsWithoutPlan_Fails()
    {
        server.Fits.Then(new Act(Ending.CompleteWithoutPlan));
        using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<InfluenceException>(
            () => client.PlanCampaignAsync(Creators(10).ToAsyncEnumerable(), profile => profile, new PlanCampaignConfig()).WaitAsync(Patience));

        Assert.Contains("sent no plan", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlanCampaign_Cancelled_EndsAndReadsNoFurther()
    {
        server.Fits.Then(new Act(Ending.Stall, 2));
        using var client = server.Connect();
        using var cancel = new CancellationTokenSource();
        var source = new WatchedSource(1_000_000);

        // The first 2 chunks are answered, 4 may be unanswered, and one more is being made.
        source.Allow(7 * 1000);
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<ulong> told = [];
        var planning = client.PlanCampaignAsync(
            source.Read().ToAsyncEnumerable(),
            i => new CreatorProfile { CreatorId = $"c{i}", Followers = (ulong)i },
            new PlanCampaignConfig(),
            new PlanOptions { SourceCanBeReadAgain = true, MaxItemsPerChunk = 1000 },
            Tell,
            cancel.Token);
        await answered.Task.WaitAsync(Patience);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => planning.WaitAsync(Patience));
        Assert.Equal([1UL, 2UL], told);
        Assert.Single(server.Fits.Streams);

        void Tell(PlannedChunk<int> chunk)
        {
            told.Add(chunk.Sequence);
            if (chunk.Sequence == 2)
            {
                answered.SetResult();
            }
        }
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
