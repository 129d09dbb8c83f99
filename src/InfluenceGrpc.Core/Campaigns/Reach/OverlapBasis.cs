namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>What net reach was computed by. Numbers equal those of <c>influence.v1.OverlapBasis</c>.</summary>
public enum OverlapBasis
{
    Unspecified = 0,

    /// <summary>One creator, or two with a known overlap.</summary>
    Exact = 1,

    /// <summary>The overlaps of all pairs.</summary>
    Pairs = 2,

    /// <summary>The overlaps of some pairs; the others are by chance.</summary>
    SomePairs = 3,

    /// <summary>By chance within segments: an upper estimate inside a niche.</summary>
    Chance = 4,
}
