using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Creators.Benchmarks;

/// <summary>Checks an engagement benchmark.</summary>
public static class EngagementBenchmarkValidator
{
    /// <summary>Most curves in a benchmark, and most knots in a curve.</summary>
    public const int MaxItems = 64;

    /// <summary>The longest name of a source, in bytes of UTF-8.</summary>
    public const int MaxSourceBytes = 500;

    /// <summary>The benchmark, or null after adding every fault under <paramref name="path"/>.</summary>
    public static EngagementBenchmark? Validate(EngagementBenchmarkDraft draft, string path, FaultList faults)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(faults);
        var before = faults.Count;
        Required(draft.ShrinkPosts, FaultPath.Join(path, "shrinkPosts"), double.MaxValue, faults);
        Required(draft.DefaultSamplePosts, FaultPath.Join(path, "defaultSamplePosts"), double.MaxValue, faults);
        Required(draft.RateFloor, FaultPath.Join(path, "rateFloor"), 1, faults);
        var curves = ReadCurves(draft.Curves, FaultPath.Join(path, "curves"), faults);
        return faults.Count > before
            ? null
            : new EngagementBenchmark
            {
                Curves = curves,
                ShrinkPosts = draft.ShrinkPosts,
                DefaultSamplePosts = draft.DefaultSamplePosts,
                RateFloor = draft.RateFloor,
            };
    }

    private static List<EngagementCurve> ReadCurves(IReadOnlyList<EngagementCurveDraft>? drafts, string path, FaultList faults)
    {
        var curves = new List<EngagementCurve>();
        if (drafts is null || drafts.Count == 0)
        {
            faults.Add(path, FaultCode.Required, "must hold at least one curve.");
            return curves;
        }

        if (drafts.Count > MaxItems)
        {
            faults.Add(path, FaultCode.TooMany, $"must be at most {MaxItems}; got {drafts.Count}.");
            return curves;
        }

        var seen = new HashSet<(Platform, EngagementBasis)>();
        for (var i = 0; i < drafts.Count; i++)
        {
            var at = FaultPath.Item(path, i);
            if (!seen.Add((drafts[i].Platform, drafts[i].Basis)))
            {
                faults.Add(at, FaultCode.Duplicate, "has the platform and basis of an earlier curve.");
            }

            if (ReadCurve(drafts[i], at, faults) is { } curve)
            {
                curves.Add(curve);
            }
        }

        return curves;
    }

    private static EngagementCurve? ReadCurve(EngagementCurveDraft draft, string path, FaultList faults)
    {
        var before = faults.Count;
        if (draft.Platform == Platform.Unspecified || !Enum.IsDefined(draft.Platform))
        {
            faults.Add(FaultPath.Join(path, "platform"), FaultCode.UnknownValue, "must be a known platform.");
        }

        if (draft.Basis == EngagementBasis.Unspecified || !Enum.IsDefined(draft.Basis))
        {
            faults.Add(FaultPath.Join(path, "basis"), FaultCode.UnknownValue, "must be FOLLOWERS, REACH or VIEWS.");
        }

        if (TextRule.Plain(draft.Source, MaxSourceBytes) is { } wrongSource)
        {
            faults.Add(FaultPath.Join(path, "source"), wrongSource);
        }

        if (draft.Year is not (>= 1900 and <= 2100))
        {
            faults.Add(FaultPath.Join(path, "year"), FaultCode.OutOfRange, $"must lie in [1900, 2100]; got {draft.Year}.");
        }

        var knots = ReadKnots(draft.Knots, FaultPath.Join(path, "knots"), faults);
        return faults.Count > before ? null : new EngagementCurve(draft.Platform, draft.Basis, knots, draft.Source!, draft.Year);
    }

    private static List<EngagementKnot> ReadKnots(IReadOnlyList<EngagementKnotDraft>? drafts, string path, FaultList faults)
    {
        var knots = new List<EngagementKnot>();
        if (drafts is null || drafts.Count is 0 or > MaxItems)
        {
            faults.Add(path, drafts?.Count > MaxItems ? FaultCode.TooMany : FaultCode.Required, $"must hold 1 to {MaxItems} knots.");
            return knots;
        }

        for (var i = 0; i < drafts.Count; i++)
        {
            var at = FaultPath.Item(path, i);
            Required(drafts[i].MedianRate, FaultPath.Join(at, "medianRate"), double.MaxValue, faults);
            Required(drafts[i].LogSpread, FaultPath.Join(at, "logSpread"), double.MaxValue, faults);
            if (drafts[i].Followers is not (>= 1 and <= FollowerCount.Max))
            {
                faults.Add(FaultPath.Join(at, "followers"), FaultCode.OutOfRange, $"must lie in [1, {FollowerCount.Max}]; got {drafts[i].Followers}.");
            }
            else if (i > 0 && drafts[i].Followers <= drafts[i - 1].Followers)
            {
                faults.Add(FaultPath.Join(at, "followers"), FaultCode.NotIncreasing, "must be more than the knot before has.");
            }

            knots.Add(new EngagementKnot(drafts[i].Followers, drafts[i].MedianRate, drafts[i].LogSpread));
        }

        return knots;
    }

    /// <summary>(0, max]: absent reads as 0 on the wire, so that "greater than 0" also means "given".</summary>
    private static void Required(double value, string path, double max, FaultList faults)
    {
        if ((NumberRule.Positive(value) ?? NumberRule.Between(value, 0, max)) is { } wrong)
        {
            faults.Add(path, wrong);
        }
    }
}
