using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Campaigns.Drafts;
using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tests.Fit;
using InfluenceGrpc.Core.Tests.Fit.Briefs;

namespace InfluenceGrpc.Core.Tests.Campaigns.Reach;

/// <summary>Targets, creators and forecasts for tests, with the plain model.</summary>
internal static class Sets
{
    /// <summary>A target that is one whole.</summary>
    public static Universe Whole(double people) => Read(new() { People = people });

    /// <summary>A target in interests.</summary>
    public static Universe Interests(params (string Key, double People)[] segments) => Read(new()
    {
        Dimension = AudienceDimension.Interests,
        Segments = [.. segments.Select(segment => new UniverseSegmentDraft(segment.Key, segment.People))],
    });

    /// <summary>A creator all of whom it reaches is in the target, and known.</summary>
    /// <param name="id">Whom.</param>
    /// <param name="reach">People that it reaches.</param>
    /// <param name="audience">People in the target who follow it; as many as it reaches where not given.</param>
    /// <param name="segments">How they are divided among the segments.</param>
    public static CreatorReach Creator(string id, double reach, double? audience = null, params double[] segments) =>
        new(segments.Length == 0 ? [1] : segments)
        {
            CreatorId = id,
            People = reach,
            IsOwn = true,
            TargetShare = new Estimate(1, 1, 1),
            TargetAudience = audience ?? reach,
            Engagements = 10,
            EngagementsLogSpread = 0.5,
            Credibility = 1,
            Price = 100,
            Score = 50,
            Ineligibilities = default,
        };

    /// <summary>The same creator, but for what is given.</summary>
    public static CreatorReach With(
        this CreatorReach creator, double? people = null, Estimate? share = null, double? engagements = double.NaN, decimal? price = -1,
        double? credibility = null, bool? isOwn = null, double? audience = null) => new(creator.SegmentShares.ToArray())
    {
        CreatorId = creator.CreatorId,
        People = people ?? creator.People,
        IsOwn = isOwn ?? creator.IsOwn,
        TargetShare = share ?? creator.TargetShare,
        TargetAudience = audience ?? creator.TargetAudience,
        Engagements = engagements is { } given && double.IsNaN(given) ? creator.Engagements : engagements,
        EngagementsLogSpread = creator.EngagementsLogSpread,
        Credibility = credibility ?? creator.Credibility,
        Price = price == -1 ? creator.Price : price,
        Score = creator.Score,
        Ineligibilities = creator.Ineligibilities,
    };

    public static AudienceOverlaps Overlaps(params (string First, string Second, double Share)[] pairs)
    {
        var ids = pairs.SelectMany(pair => new[] { pair.First, pair.Second }).ToHashSet(StringComparer.Ordinal);
        var read = AudienceOverlapsValidator.Validate([.. pairs.Select(pair => new AudienceOverlapDraft(pair.First, pair.Second, pair.Share))], ids);
        Assert.True(read.IsValid, string.Join("; ", read.Faults));
        return read.Value;
    }

    /// <summary>An estimator under the plain model.</summary>
    public static ReachEstimator Estimator(Universe universe, BriefDraft? brief = null, Func<ReachRule, ReachRule>? change = null)
    {
        var model = TestModels.Plain();
        model = model with { Reach = change?.Invoke(model.Reach) ?? model.Reach };
        return new ReachEstimator(new CompiledBrief(TestBriefs.Read(brief ?? TestBriefs.Topics), model), universe);
    }

    public static ReachForecast Forecast(Universe universe, AudienceOverlaps overlaps, params CreatorReach[] creators) =>
        ReachForecaster.Forecast(Estimator(universe), creators, overlaps);

    public static ReachForecast Forecast(Universe universe, params CreatorReach[] creators) => Forecast(universe, AudienceOverlaps.None, creators);

    /// <summary>The net reach alone.</summary>
    public static double Net(Universe universe, AudienceOverlaps overlaps, params CreatorReach[] creators) =>
        new NetReach(universe, creators, overlaps).Of([.. creators.Select(creator => creator.People * creator.TargetShare.Value)]);

    private static Universe Read(UniverseDraft draft)
    {
        var read = UniverseValidator.Validate(draft);
        Assert.True(read.IsValid, string.Join("; ", read.Faults));
        return read.Value;
    }
}
