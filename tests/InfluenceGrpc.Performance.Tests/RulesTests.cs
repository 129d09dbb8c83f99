using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Performance.Asked;
using InfluenceGrpc.Performance.Loads;

namespace InfluenceGrpc.Performance.Tests;

/// <summary>A wrong answer is found: figures of a server that answers nonsense are worth nothing.</summary>
public sealed class RulesTests
{
    private static readonly ulong[] Followers = [0, 499, 500, 5_000, 10_000_000];

    [Fact]
    public void JudgeChunk_RightTiers_ArePassed() => TierRules.JudgeChunk([Answer(tiers => tiers)], Followers);

    [Fact]
    public void JudgeChunk_AnythingElse_IsWrong()
    {
        Func<TierColumns, TierColumns>[] faults =
        [
            tiers => Changed(tiers, () => tiers.Columns[0].Ordinals[2]++),
            tiers => Changed(tiers, () => tiers.Columns[0].Ordinals.RemoveAt(0)),
            tiers => Changed(tiers, () => tiers.ItemCount--),
            tiers => Changed(tiers, tiers.Columns.Clear),
            tiers => Changed(tiers, () => tiers.Errors.Add(new ItemErrors { Indexes = { 1 }, Status = new() { Code = 5 } })),
        ];

        Assert.All(faults, fault => Assert.Throws<InvalidOperationException>(() => TierRules.JudgeChunk([Answer(fault)], Followers)));
    }

    [Fact]
    public void JudgeChunk_RefusedChunk_IsWrong()
    {
        var refused = new StreamClassifyTiersResponse { Result = new() { Sequence = 1, Status = new() { Code = 3, Message = "too large" } } };

        var fault = Assert.Throws<InvalidOperationException>(() => TierRules.JudgeChunk([refused.ToByteArray()], Followers));
        Assert.Contains("too large", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void JudgeChunk_Scores_AreThoseOfTheModel()
    {
        int[] creators = [1, 2, 3];
        var right = creators.Select(FitRules.Of).ToArray();
        var fits = new FitColumns { Scores = { right.Select(one => one.Score) }, Coverages = { right.Select(one => one.Coverage) } };
        FitRules.JudgeChunk([new StreamScoreFitResponse { Result = new() { Fits = fits } }.ToByteArray()], creators);

        fits.Scores[1] += 0.001;
        Assert.Throws<InvalidOperationException>(() => FitRules.JudgeChunk([new StreamScoreFitResponse { Result = new() { Fits = fits } }.ToByteArray()], creators));
        Assert.All(right, one => Assert.InRange(one.Score, 1, 99));
    }

    [Fact]
    public void Judge_SingleCallAnsweredWithNothing_IsWrong()
    {
        SingleKind[] kinds = [SingleKind.ClassifyTier, SingleKind.ScoreFitOfProfile, SingleKind.ScoreFitById, SingleKind.GetProfile];

        Assert.All(kinds, kind => Assert.ThrowsAny<Exception>(() => kind.Judge([])));
        SingleKind.Empty.Judge([]);
    }

    private static byte[] Answer(Func<TierColumns, TierColumns> change) => new StreamClassifyTiersResponse
    {
        Result = new()
        {
            Sequence = 1,
            Tiers = change(new()
            {
                ItemCount = (uint)Followers.Length,
                Columns = { new TierColumn { Ordinals = { Followers.Select(TierRules.OrdinalOf) } } },
            }),
        },
    }.ToByteArray();

    private static TierColumns Changed(TierColumns tiers, Action change)
    {
        change();
        return tiers;
    }
}
