using Influence.V1;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>Counts scores as they pass; its memory does not grow with the rows.</summary>
internal sealed class FitTally(int top)
{
    // Coverage is counted to a tenth of a percent, which is what people are shown.
    private const int CoverageSteps = 1000;

    private readonly Dictionary<IneligibilityReason, long> reasons = [];
    private readonly Dictionary<CautionFlag, long> cautions = [];
    private readonly long[] bins = new long[FitSummary.Bins];
    private readonly long[] coverages = new long[CoverageSteps + 1];
    private readonly TopList eligible = new(top);
    private readonly TopList all = new(top);
    private long scored;
    private long ineligible;
    private long stale;
    private long degraded;

    /// <summary>Rows answered so far.</summary>
    public long Rows { get; private set; }

    public void Add(ScoredChunk<FitRow> chunk)
    {
        Rows += chunk.Items.Count;
        for (var item = 0; item < chunk.Items.Count; item++)
        {
            if (chunk.ErrorOf(item) is null)
            {
                AddScored(chunk, item);
            }
        }
    }

    public FitSummary Summarize(string file, Brief brief, FitScoring<FitRow> scoring, FitFaults faults, TimeSpan elapsed) => new()
    {
        File = file,
        Brief = brief.Title,
        ModelId = scoring.ModelId,
        ModelVersion = scoring.ModelVersion,
        Scored = scored,
        Ineligible = ineligible,
        Reasons = Most(reasons),
        Cautions = Most(cautions),
        Histogram = bins,
        MedianCoverage = MedianCoverage(),
        Top = scored > ineligible ? eligible.Creators : all.Creators,
        Stale = stale,
        Degraded = degraded,
        Failures = faults.Failures,
        Refused = scoring.Totals.Refused,
        Bad = faults.Bad,
        Retries = scoring.Totals.Retries,
        Interruptions = scoring.Totals.Interruptions,
        Elapsed = elapsed,
    };

    private void AddScored(ScoredChunk<FitRow> chunk, int item)
    {
        var (score, coverage) = (chunk.ScoreOf(item)!.Value, chunk.CoverageOf(item)!.Value);
        var (unmet, flags) = (chunk.IneligibilitiesOf(item), chunk.CautionsOf(item));
        scored++;
        bins[Math.Min((int)(score / 10), bins.Length - 1)]++;
        coverages[(int)Math.Round(coverage * CoverageSteps)]++;
        ineligible += unmet.Count > 0 ? 1 : 0;
        Count(reasons, unmet);
        Count(cautions, flags);
        var status = chunk.DataStatusOf(item);
        stale += status == DataStatus.OutsideMaxAge ? 1 : 0;
        degraded += status == DataStatus.Degraded ? 1 : 0;
        if (all.MayEnter(score) || (unmet.Count == 0 && eligible.MayEnter(score)))
        {
            var creator = new TopCreator(chunk.Items[item].Id, score, chunk.LowerOf(item)!.Value, chunk.UpperOf(item)!.Value, coverage, unmet, flags);
            all.Add(creator);
            if (unmet.Count == 0)
            {
                eligible.Add(creator);
            }
        }
    }

    private static void Count<TFlag>(Dictionary<TFlag, long> counts, IReadOnlyList<TFlag> flags)
        where TFlag : notnull
    {
        foreach (var flag in flags)
        {
            counts[flag] = counts.GetValueOrDefault(flag) + 1;
        }
    }

    private static IReadOnlyList<(TFlag Flag, long Count)> Most<TFlag>(Dictionary<TFlag, long> counts)
        where TFlag : struct, Enum =>
        [.. counts.OrderByDescending(one => one.Value).ThenBy(one => one.Key).Select(one => (one.Key, one.Value))];

    private double? MedianCoverage()
    {
        var half = (scored + 1) / 2;
        for (var step = 0; half > 0 && step < coverages.Length; step++)
        {
            half -= coverages[step];
            if (half <= 0)
            {
                return (double)step / CoverageSteps;
            }
        }

        return null;
    }
}
