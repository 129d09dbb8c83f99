using System.Globalization;
using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Campaigns.Drafts;
using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.ReachValidation;

/// <summary>Forecasts of populations, made as a server makes them: of profiles, a target and overlaps.</summary>
/// <param name="reach">The model's rule.</param>
internal sealed class Forecasts(ReachRule reach)
{
    private static readonly string[] SegmentNames = ["art", "food", "sport", "travel"];

    private readonly CompiledBrief brief = Brief(BuiltInFitModels.Default with { Reach = reach });
    private readonly Dictionary<bool, Universe> universes = new()
    {
        [false] = Valid(UniverseValidator.Validate(new() { People = Population.People })),
        [true] = Valid(UniverseValidator.Validate(new()
        {
            Dimension = AudienceDimension.Interests,
            Segments = [.. SegmentNames.Select(name => new UniverseSegmentDraft(name, (double)Population.People / Population.Segments))],
        })),
    };

    /// <summary>The net reach of all creators of a population.</summary>
    /// <param name="population">Whose.</param>
    /// <param name="known">What is told of overlaps.</param>
    /// <param name="rates">The reach rates that profiles tell; null where they tell none.</param>
    public Estimate Net(Population population, Known known, ReadOnlySpan<double> rates)
    {
        var estimator = new ReachEstimator(brief, universes[known == Known.Segments]);
        var figures = brief.NewFigures();
        var creators = new CreatorReach[population.Counts.Length];
        for (var i = 0; i < creators.Length; i++)
        {
            var profile = Profile(population, i, known, rates.IsEmpty ? null : rates[i]);
            FitScorer.Score(brief, profile, figures);
            creators[i] = estimator.Estimate(profile.CreatorId, profile, figures)!;
        }

        return ReachForecaster.Forecast(estimator, creators, Overlaps(population, known)).NetInTargetReach;
    }

    private static CompiledBrief Brief(FitModel model) =>
        new(Valid(BriefValidator.Validate(new() { Topics = [new("sport", 1)] }, model, TierSchemeCatalog.BuiltIn)), model);

    private static CreatorProfile Profile(Population population, int i, Known known, double? rate) => Valid(CreatorProfile.Create(new()
    {
        CreatorId = Id(i),
        Followers = (ulong)population.Counts[i],
        Engagement = new() { AverageReach = rate * population.Counts[i] },
        Audience = known != Known.Segments ? null : new()
        {
            Interests = [.. SegmentNames.Select((name, s) => KeyValuePair.Create(name, population.SegmentShare(i, s))).Where(share => share.Value > 0)],
        },
    }));

    private static AudienceOverlaps Overlaps(Population population, Known known)
    {
        var count = population.Counts.Length;
        if (known is not (Known.Pairs or Known.HalfOfThePairs))
        {
            return AudienceOverlaps.None;
        }

        var drafts = new List<AudienceOverlapDraft>();
        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                if (known == Known.Pairs || IsInHalf(i, j))
                {
                    drafts.Add(new(Id(i), Id(j), population.ShareOfSmaller(i, j)));
                }
            }
        }

        return Valid(AudienceOverlapsValidator.Validate(drafts, Enumerable.Range(0, count).Select(Id).ToHashSet(StringComparer.Ordinal)));
    }

    // Not by whether i and j are even: that may be what tells their niches apart.
    private static bool IsInHalf(int i, int j) => ((uint)((i * 73_856_093) ^ (j * 19_349_663)) >> 7) % 2 == 0;

    private static string Id(int i) => string.Create(CultureInfo.InvariantCulture, $"creator-{i}");

    private static T Valid<T>(Checked<T> read)
        where T : class => read.Value ?? throw new InvalidOperationException(string.Join("; ", read.Faults));
}
