using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Tally;

/// <summary>Counts answers as they pass; its memory goes by the number of schemes, not of rows.</summary>
internal sealed class TierTally
{
    private const string MissingReason = "FOLLOWERS_MISSING";
    private static readonly float NearBound = MathF.Log(1.05f);

    private readonly SortedDictionary<string, long> failures = new(StringComparer.Ordinal);
    private List<SchemeTally> schemes = [];
    private DisagreementTally disagreement = new([]);

    private long stale;
    private long degraded;

    /// <summary>Rows answered so far.</summary>
    public long Rows { get; private set; }

    public void Add(ClassifiedChunk<CreatorRow> chunk)
    {
        Begin(chunk.Schemes);
        Rows += chunk.Items.Count;
        for (var item = 0; item < chunk.Items.Count; item++)
        {
            if (chunk.ErrorOf(item) is { } error)
            {
                failures[error.Name] = failures.GetValueOrDefault(error.Name) + 1;
                continue;
            }

            var status = chunk.DataStatusOf(item);
            stale += status == DataStatus.OutsideMaxAge ? 1 : 0;
            degraded += status == DataStatus.Degraded ? 1 : 0;
            for (var scheme = 0; scheme < schemes.Count; scheme++)
            {
                schemes[scheme].Counts[chunk.OrdinalOf(scheme, item)]++;
                schemes[scheme].NearBound += MathF.Abs(chunk.MarginOf(scheme, item)) < NearBound ? 1 : 0;
            }

            disagreement.Add(chunk, item);
        }
    }

    public ClassifySummary Summarize(string file, Classification<CreatorRow> classification, long bad, TimeSpan elapsed)
    {
        Begin(classification.Schemes);
        return new ClassifySummary
        {
            File = file,
            Schemes = schemes,
            Pairs = [.. disagreement.Pairs()],
            Disputed = disagreement.Disputed,
            Classified = Rows - failures.Values.Sum(),
            Missing = failures.GetValueOrDefault(MissingReason),
            Failures = failures.Where(failure => failure.Key != MissingReason).ToDictionary(failure => failure.Key, failure => failure.Value),
            Stale = stale,
            Degraded = degraded,
            Bad = bad,
            Refused = classification.Totals.Refused,
            Retries = classification.Totals.Retries,
            Interruptions = classification.Totals.Interruptions,
            Elapsed = elapsed,
        };
    }

    private void Begin(IReadOnlyList<TierScheme> answering)
    {
        if (schemes.Count == 0)
        {
            schemes = [.. answering.Select(scheme => new SchemeTally(scheme))];
            disagreement = new DisagreementTally(answering);
        }
    }
}
