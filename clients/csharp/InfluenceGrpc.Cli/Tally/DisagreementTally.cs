using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Tally;

/// <summary>
/// Counts where schemes see a creator in different canonical tiers. As in the contract's TierAgreement, "unranked" is a
/// view where a scheme's bounds leave the creator out; a scheme for another platform, and a tier that compares to none,
/// abstains.
/// </summary>
internal sealed class DisagreementTally(IReadOnlyList<TierScheme> schemes)
{
    private const int Abstains = -1;
    private const int Unranked = 0;

    private readonly long[,] compared = new long[schemes.Count, schemes.Count];
    private readonly long[,] different = new long[schemes.Count, schemes.Count];
    private readonly int[] views = new int[schemes.Count];

    /// <summary>Creators that at least two schemes see differently.</summary>
    public long Disputed { get; private set; }

    public void Add(ClassifiedChunk<CreatorRow> chunk, int item)
    {
        for (var scheme = 0; scheme < views.Length; scheme++)
        {
            views[scheme] = View(chunk, scheme, item);
        }

        var disputed = false;
        for (var first = 0; first < views.Length; first++)
        {
            for (var second = first + 1; second < views.Length; second++)
            {
                if (views[first] != Abstains && views[second] != Abstains)
                {
                    compared[first, second]++;
                    different[first, second] += views[first] != views[second] ? 1 : 0;
                    disputed |= views[first] != views[second];
                }
            }
        }

        Disputed += disputed ? 1 : 0;
    }

    public IEnumerable<SchemePair> Pairs() =>
        from first in Enumerable.Range(0, views.Length)
        from second in Enumerable.Range(first + 1, views.Length - first - 1)
        select new SchemePair(first, second, compared[first, second], different[first, second]);

    private static int View(ClassifiedChunk<CreatorRow> chunk, int scheme, int item)
    {
        if (chunk.TierOf(scheme, item) is { } tier)
        {
            return tier.Canonical == CanonicalTier.Unspecified ? Abstains : (int)tier.Canonical;
        }

        return chunk.UnrankedReasonOf(scheme, item) is UnrankedReason.PlatformNotCovered or UnrankedReason.InsufficientEvidence
            ? Abstains
            : Unranked;
    }
}
