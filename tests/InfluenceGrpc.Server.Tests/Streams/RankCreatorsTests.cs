using Influence.V1;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Services;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Tests.Streams;

/// <summary>Ranking, as a stream answers it.</summary>
public sealed class RankCreatorsTests : IDisposable
{
    private const int MaxAnswerBytes = 1024 * 1024;

    private readonly StreamCall call = new();
    private readonly OfferedRequests<RankCreatorsRequest> requests = new();
    private readonly TakenResponses<RankCreatorsResponse> responses = new();
    private readonly TestScoring scoring = new();

    public void Dispose() => call.Dispose();

    [Fact]
    public async Task RankCreators_Profiles_AreRankedAsTheyScoreByThemselves()
    {
        CreatorProfile[] creators = [Creator("half", 0.5f), Creator("none", 0), Creator("all", 1), Creator("most", 0.75f)];

        var sent = await RankAsync(3, [Chunk(7, creators[..2]), Chunk(9, creators[2..])]);

        Assert.Equal(["all", "most", "half"], Ranking(sent).Select(creator => creator.CreatorId));
        Assert.Equal([(1u, 9ul, 0u), (2u, 9ul, 1u), (3u, 7ul, 0u)], Ranking(sent).Select(creator => (creator.Rank, creator.Sequence, creator.Index)));
        foreach (var ranked in Ranking(sent))
        {
            var alone = scoring.Of(creators.Single(creator => creator.CreatorId == ranked.CreatorId));
            Assert.Equal((alone.Score, alone.Lower, alone.Upper, alone.Coverage), (ranked.Score, ranked.Lower, ranked.Upper, ranked.Coverage));
            Assert.Equal(alone.Components.ToArray().Select(component => component.Contribution), ranked.Contributions);
            Assert.Equal(alone.Cautions.ToArray().Select(flag => (CautionFlag)flag), ranked.Cautions);
            Assert.False(ranked.HasTargetShare);
            Assert.Empty(ranked.Ineligibilities);
        }

        Assert.Equal(new StreamSummary { Chunks = 2, Items = 4, Ok = 4, Complete = true, LastSequence = 9 }, sent[^1].Summary);
    }

    [Fact]
    public async Task RankCreators_EveryResult_TellsHowFarTheRankingIsAfterItsChunk()
    {
        var sent = await RankAsync(2, [Chunk(1, Creator("a", 0.5f)), Chunk(2, Creator("b", 0), Creator("c", 1)), Chunk(3, Creator("d", 0.25f))]);

        var progress = Results(sent).Select(result => result.Progress).ToArray();
        Assert.Equal(new RankingProgress { Scored = 1, Kept = 1 }, progress[0]);
        Assert.Equal(new RankingProgress { Scored = 3, Kept = 2, Threshold = scoring.Of(Creator("a", 0.5f)).Score }, progress[1]);
        Assert.Equal(progress[1].Threshold, progress[2].Threshold);
        Assert.Equal(4ul, progress[2].Scored);
    }

    [Fact]
    public async Task RankCreators_LaterChunkScoredFirst_TellsTheSame()
    {
        RankCreatorsChunk[] chunks = [Chunk(1, Creator("a", 0.5f), Creator("b", 0.1f)), Chunk(2, Creator("c", 1), Creator("d", 0), Creator("e", 0.7f))];
        var inOrder = await RankAsync(2, chunks);

        // The first chunk is scored when the second has been.
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scoring.Gates[2] = gate.Task;
        var other = new OfferedRequests<RankCreatorsRequest>();
        var taken = new TakenResponses<RankCreatorsResponse>();
        taken.TakeAll();
        Send(other, chunks);
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = RunAsync(other, taken, new RankChunkAnswerer(
            async (items, take, token) =>
            {
                var scored = await scoring.ScoreAsync(items, take, token);
                if (items!.Profiles.Profiles.Count == 3)
                {
                    second.SetResult();
                }

                return scored;
            },
            2,
            includeIneligible: false,
            scoring.Brief.Model));
        await second.Task.WaitAsync(StreamCall.Patience);
        gate.SetResult();
        await running.WaitAsync(StreamCall.Patience);

        Assert.Equal(inOrder, taken.Rest());
    }

    [Fact]
    public async Task RankCreators_Ineligible_AreCountedAndLeftOut()
    {
        var sent = await RankAsync(5, [Chunk(1, Creator("small", 0.1f), Creator("large", 1, 50_001), Creator("unknown", 1, null))]);

        Assert.Equal(["small"], Ranking(sent).Select(creator => creator.CreatorId));
        Assert.Equal(new RankingProgress { Scored = 3, Ineligible = 2, Kept = 1 }, Results(sent).Single().Progress);
        Assert.Equal(
            [(IneligibilityReason.TooManyFollowers, "1"), (IneligibilityReason.FollowersUnknown, "2")],
            Results(sent).Single().Ineligible.Select(group => (group.Reason, string.Join(',', group.Indexes))));
        Assert.Equal(3ul, sent[^1].Summary.Ok);
    }

    [Fact]
    public async Task RankCreators_IneligibleIncluded_AreRankedWithTheirReasons()
    {
        var sent = await RankAsync(5, [Chunk(1, Creator("small", 0.1f), Creator("large", 1, 50_001))], includeIneligible: true);

        Assert.Equal(["large", "small"], Ranking(sent).Select(creator => creator.CreatorId));
        Assert.Equal([IneligibilityReason.TooManyFollowers], Ranking(sent)[0].Ineligibilities);
        Assert.Equal(new RankingProgress { Scored = 2, Ineligible = 1, Kept = 2 }, Results(sent).Single().Progress);
    }

    [Fact]
    public async Task RankCreators_BadItemsAndRefusedChunks_LeaveTheOthersRanked()
    {
        var sent = await RankAsync(5, [
            Chunk(1, Creator("a", 0.5f), Creator("", 1), Creator("b", 1)),
            new() { Sequence = 2 },
            Chunk(3, Creator("c", 0.75f))]);

        Assert.Equal(["b", "c", "a"], Ranking(sent).Select(creator => creator.CreatorId));
        var results = Results(sent);
        Assert.Equal([1u], results[0].Errors.Single().Indexes);
        Assert.Equal(2ul, results[0].Progress.Scored);
        Assert.NotNull(results[1].Status);
        Assert.Equal(2ul, results[1].Progress.Scored);
        Assert.Equal(
            new StreamSummary { Chunks = 3, RefusedChunks = 1, Items = 4, Ok = 3, Failed = 1, Complete = true, LastSequence = 3 }, sent[^1].Summary);
    }

    [Fact]
    public async Task RankCreators_NobodyIsRanked_SendsNoPage()
    {
        var sent = await RankAsync(5, [Chunk(1, Creator("large", 1, 60_000))]);

        Assert.DoesNotContain(sent, message => message.Page is not null);
        Assert.True(sent[^1].Summary.Complete);
    }

    [Fact]
    public async Task RankCreators_TenThousandWithTheLongestIds_ComeInPagesBelowOneMegabyte()
    {
        // What makes a creator large: ids of 128 bytes, reasons, cautions.
        var creators = Enumerable.Range(0, 10_000)
            .Select(i => Creator($"{i:00000}{new string('\u4E2D', 41)}", i / 10_000f, 60_000)).ToArray();
        Assert.Equal(128, System.Text.Encoding.UTF8.GetByteCount(creators[0].CreatorId));

        var sent = await RankAsync(10_000, creators.Chunk(5_000).Select((some, i) => Chunk((ulong)i + 1, some)), includeIneligible: true);

        var pages = sent.Where(message => message.Page is not null).ToArray();
        Assert.InRange(pages.Length, 2, 6);
        Assert.All(pages, page => Assert.InRange(page.CalculateSize(), 1, MaxAnswerBytes));
        Assert.All(pages[..^1], page => Assert.InRange(page.CalculateSize(), MaxAnswerBytes - 2_000, MaxAnswerBytes));
        Assert.Equal(Enumerable.Range(1, 10_000).Select(rank => (uint)rank), Ranking(sent).Select(creator => creator.Rank));
        Assert.All(sent, message => Assert.InRange(message.CalculateSize(), 1, MaxAnswerBytes));
    }

    [Theory]
    [InlineData(1, 10_000, true)]
    [InlineData(10_000, 10_000, true)]
    [InlineData(0, 10_000, false)]
    [InlineData(10_001, 10_000, false)]
    [InlineData(51, 50, false)]
    [InlineData(uint.MaxValue, 10_000, false)]
    public void RankCount_Given_IsReadOrAFaultOfTheRequest(uint count, int limit, bool isFine)
    {
        var faults = new FaultList();

        var read = RankCountReader.Read(count, limit, "config", faults);

        Assert.Equal(isFine, faults.IsEmpty);
        Assert.Equal(isFine ? (int)count : 1, read);
        Assert.All(faults.ToList(), fault => Assert.Equal(("config.count", FaultCode.OutOfRange), (fault.Path, fault.Code)));
    }

    [Fact]
    public void Limits_Written_TellHowManyAreRanked() =>
        Assert.Equal(77u, LimitsWriter.WriteAll(new LimitOptions { MaxRanked = 77 }).MaxRanked);

    private async Task<IReadOnlyList<RankCreatorsResponse>> RankAsync(int count, IEnumerable<RankCreatorsChunk> chunks, bool includeIneligible = false)
    {
        Send(requests, chunks);
        responses.TakeAll();
        await RunAsync(requests, responses, new RankChunkAnswerer(scoring.ScoreAsync, count, includeIneligible, scoring.Brief.Model)).WaitAsync(StreamCall.Patience);
        return responses.Rest();
    }

    private static void Send(OfferedRequests<RankCreatorsRequest> requests, IEnumerable<RankCreatorsChunk> chunks)
    {
        requests.Send(new RankCreatorsRequest { Config = new() });
        requests.Send([.. chunks.Select(chunk => new RankCreatorsRequest { Chunk = chunk })]);
        requests.Complete();
    }

    private Task RunAsync(
        OfferedRequests<RankCreatorsRequest> sent, TakenResponses<RankCreatorsResponse> taken, RankChunkAnswerer answerer) =>
        new ChunkStream<RankCreatorsRequest, RankCreatorsResponse, RankCreatorsConfig, RankCreatorsChunk>(
            new RankStreamShape(), new LimitOptions(), call.Drain, new ChunkShare(new LimitOptions(), StreamCall.Memory), new ProcessorPlaces(), TimeProvider.System).RunAsync(sent, taken, _ => answerer, call.Context);

    private static RankedCreator[] Ranking(IEnumerable<RankCreatorsResponse> sent) =>
        [.. sent.Where(message => message.Page is not null).SelectMany(message => message.Page.Creators)];

    private static RankCreatorsChunkResult[] Results(IEnumerable<RankCreatorsResponse> sent) =>
        [.. sent.Where(message => message.Result is not null).Select(message => message.Result)];

    private static RankCreatorsChunk Chunk(ulong sequence, params CreatorProfile[] creators) =>
        new() { Sequence = sequence, Items = new() { Profiles = new() { Profiles = { creators } } } };

    private static CreatorProfile Creator(string id, float sport, ulong? followers = 10_000)
    {
        var profile = new CreatorProfile { CreatorId = id, Topics = { ["sport"] = sport, ["travel"] = 1 - sport } };
        if (followers is { } known)
        {
            profile.Followers = known;
        }

        return profile;
    }
}
