using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Tests.Tiers;

public sealed class SchemeAgreementTests
{
    [Fact]
    public void Of_ThreeAgainstOne_IsThreeQuarters()
    {
        // At 7,000: mid-level, micro, micro, micro.
        var agreement = Of(7_000, "harvard-media", "no-1k-10k", "nl-5k-100k", "fi-under-10k");
        Assert.Equal(new SchemeAgreement(CanonicalTier.Micro, 3, 4), agreement);
        Assert.Equal(0.75, agreement!.Agreement);
        Assert.False(agreement.MajorityIsUnranked);
    }

    [Fact]
    public void Of_Tie_IsTheLower()
    {
        // At 12,000: macro (harvard-media), micro (nl-5k-100k).
        Assert.Equal(new SchemeAgreement(CanonicalTier.Micro, 1, 2), Of(12_000, "harvard-media", "nl-5k-100k"));

        // At 12,000: unranked (fi-under-10k), micro.
        Assert.Equal(new SchemeAgreement(CanonicalTier.Unspecified, 1, 2), Of(12_000, "fi-under-10k", "nl-5k-100k"));
    }

    [Fact]
    public void Of_UnrankedSchemes_VoteTogether()
    {
        // Above the highest, above the highest, macro: below and above count alike, as "unranked".
        var agreement = Of(20_000, "fi-under-10k", "fi-1k-5k", "harvard-media")!;
        Assert.True(agreement.MajorityIsUnranked);
        Assert.Equal((2, 3), (agreement.MajorityVotes, agreement.Votes));
    }

    [Fact]
    public void Of_OneVote_IsOne() => Assert.Equal(1, Of(20_000, "harvard-media")!.Agreement);

    [Fact]
    public void Of_NoVotes_IsNull()
    {
        Assert.Null(SchemeAgreement.Of([]));
        Assert.Null(Of(20_000, "it-proximity"));
    }

    [Fact]
    public void Of_OtherPlatformOrTooLittleEvidence_Abstains()
    {
        var votes = new[] { "klear", "it-proximity", "harvard-media" }
            .Select(id => TierClassifier.Classify(TierSchemes.BuiltIn(id), 20_000, Platform.TikTok).Value!);
        Assert.Equal(new SchemeAgreement(CanonicalTier.Macro, 1, 1), SchemeAgreement.Of(votes));
    }

    private static SchemeAgreement? Of(ulong followers, params string[] schemes) =>
        SchemeAgreement.Of(schemes.Select(id => TierClassifier.Classify(TierSchemes.BuiltIn(id), followers).Value!));
}
