using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.Core.Tests.Fit.Scoring;

/// <summary>Words of caution at their bounds.</summary>
public sealed class CautionTests
{
    // The band of a micro-influencer ends at 15 %; profiles hold shares as floats, and 0.15 as a float is a little more.
    [Theory]
    [InlineData(0.15f, false)]
    [InlineData(0.151f, true)]
    public void Score_SponsoredShareAtTheBound_IsNotOverIt(float sponsored, bool isOver)
    {
        var figures = Scores.Score(
            new BriefDraft { Topics = [KeyValuePair.Create("sport", 1.0)] },
            new CreatorProfileDraft
            {
                CreatorId = "c",
                Platform = Platform.Instagram,
                Followers = 20_000,
                Sponsorship = new SponsorshipDraft { SponsoredShare = sponsored },
            });

        Assert.Equal(isOver, figures.Cautions.Contains(CautionFlag.OverSponsored));
    }
}
