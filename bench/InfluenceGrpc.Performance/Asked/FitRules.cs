using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;
using Wire = Influence.V1;

namespace InfluenceGrpc.Performance.Asked;

/// <summary>What scores have to be: the model itself, asked about the same creators and by the same brief as <see cref="Questions"/>.</summary>
internal static class FitRules
{
    private static readonly CompiledBrief Brief = Compile(new BriefDraft
    {
        Topics = Pairs(Questions.Brief.Topics),
        Audience = new TargetAudienceDraft
        {
            Countries = Pairs(Questions.Brief.Audience.Countries),
            Languages = Pairs(Questions.Brief.Audience.Languages),
        },
        Size = new SizePreferenceDraft { Followers = Questions.Brief.Size.Followers, LogSpread = Questions.Brief.Size.LogSpread },
    });

    /// <summary>Score and coverage of a creator.</summary>
    public static (double Score, double Coverage) Of(int creator)
    {
        var figures = Brief.NewFigures();
        FitScorer.Score(Brief, Draft(Population.Profile(creator)), figures);
        return (figures.Score, figures.Coverage);
    }

    /// <summary>Holds the answer to a chunk against them.</summary>
    /// <exception cref="InvalidOperationException">It is wrong.</exception>
    public static void JudgeChunk(IReadOnlyList<byte[]> messages, IReadOnlyList<int> creators)
    {
        var result = Wire.StreamScoreFitResponse.Parser.ParseFrom(messages.Single()).Result;
        if ((result.Status?.Message ?? result.Fits.Errors.FirstOrDefault()?.Status.Message) is { } fault)
        {
            throw new InvalidOperationException($"The chunk or items of it failed: {fault}");
        }

        if (!result.Fits.Scores.Zip(result.Fits.Coverages).SequenceEqual(creators.Select(Of)))
        {
            throw new InvalidOperationException("The scores are not those of the model.");
        }
    }

    private static CreatorProfile Draft(Wire.CreatorProfile profile) => CreatorProfile.Create(new CreatorProfileDraft
    {
        CreatorId = profile.CreatorId,
        Platform = Platform.Instagram,
        Version = profile.Version,
        Followers = profile.Followers,
        Engagement = new EngagementDraft
        {
            AverageLikes = profile.Engagement.AverageLikes,
            AverageComments = profile.Engagement.AverageComments,
            AverageViews = profile.Engagement.AverageViews,
            SamplePosts = profile.Engagement.SamplePosts,
        },
        Topics = Pairs(profile.Topics),
        Audience = new AudienceDraft
        {
            Countries = Pairs(profile.Audience.Countries),
            Languages = Pairs(profile.Audience.Languages),
            AuthenticShare = profile.Audience.AuthenticShare,
        },
        Sponsorship = new SponsorshipDraft
        {
            SponsoredShare = profile.Sponsorship.SponsoredShare,
            DisclosedShare = profile.Sponsorship.DisclosedShare,
            SamplePosts = profile.Sponsorship.SamplePosts,
        },
    }).Value!;

    private static CompiledBrief Compile(BriefDraft draft) =>
        new(BriefValidator.Validate(draft, BuiltInFitModels.Default, TierSchemeCatalog.BuiltIn).Value!, BuiltInFitModels.Default);

    private static KeyValuePair<string, T>[] Pairs<T>(IEnumerable<KeyValuePair<string, T>> map) => [.. map];
}
