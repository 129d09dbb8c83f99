using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.Core.Tests.Fit.Scoring;

/// <summary>Shares at a bound are not beyond it, although profiles hold floats and bounds are doubles.</summary>
public sealed class ShareBoundTests
{
    [Fact]
    public void Score_SharesAtTheLeastWanted_AreEnough()
    {
        for (var hundredths = 1; hundredths <= 100; hundredths++)
        {
            var (least, share) = (hundredths / 100.0, (float)(hundredths / 100.0));
            var brief = new BriefDraft
            {
                Topics = [KeyValuePair.Create("sport", 1.0)],
                Constraints = new FitConstraintsDraft { MinAuthenticShare = least, Languages = ["pt"], MinLanguageShare = least },
            };
            var half = (float)(hundredths / 200.0);
            var (met, unmet) = (Of(share, half, half), Of(share - 0.001f, half - 0.001f, half));

            Assert.Empty(Scores.Score(brief, met).Ineligibilities.ToArray());
            Assert.Contains(IneligibilityReason.AuthenticShare, Scores.Score(brief, unmet).Ineligibilities.ToArray());
            Assert.Contains(Scores.Score(brief, unmet).Ineligibilities.ToArray(), reason => reason is IneligibilityReason.Language);
        }

        // All else is spoken elsewhere, so that too little is known to be too little.
        static CreatorProfileDraft Of(float authentic, float portuguese, float brazilian) => new()
        {
            CreatorId = "c",
            Audience = new AudienceDraft
            {
                AuthenticShare = authentic,
                Languages = [KeyValuePair.Create("pt", portuguese), KeyValuePair.Create("pt-BR", brazilian), KeyValuePair.Create("en", 1 - portuguese - brazilian)],
            },
        };
    }

    [Fact]
    public void Score_LanguagesNotAllListed_AreNotKnownToBeTooFew()
    {
        var brief = new BriefDraft
        {
            Topics = [KeyValuePair.Create("sport", 1.0)],
            Constraints = new FitConstraintsDraft { Languages = ["pt"], MinLanguageShare = 0.3 },
        };

        Assert.Equal([IneligibilityReason.LanguageUnknown], Of(0.2f));
        Assert.Equal([IneligibilityReason.Language], Of(0.8f));

        IneligibilityReason[] Of(float english) => Scores.Score(brief, new CreatorProfileDraft
        {
            CreatorId = "c",
            Audience = new AudienceDraft { Languages = [KeyValuePair.Create("en", english)] },
        }).Ineligibilities.ToArray();
    }

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
