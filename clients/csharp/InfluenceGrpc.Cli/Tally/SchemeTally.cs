using Influence.V1;

namespace InfluenceGrpc.Cli.Tally;

/// <summary>How creators fall under one scheme.</summary>
internal sealed class SchemeTally(TierScheme scheme)
{
    public TierScheme Scheme => scheme;

    /// <summary>Creators by ordinal; 0 are those without a tier.</summary>
    public long[] Counts { get; } = new long[scheme.Tiers.Count + 1];

    /// <summary>Creators within 5 % of a bound.</summary>
    public long NearBound { get; set; }
}
