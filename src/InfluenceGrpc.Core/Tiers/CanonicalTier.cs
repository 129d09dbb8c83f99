namespace InfluenceGrpc.Core.Tiers;

/// <summary>The common scale that every scheme's tiers map to, so that schemes can be compared. Ordered from small to large.
/// Numbers equal those of <c>influence.v1.CanonicalTier</c>.</summary>
public enum CanonicalTier
{
    /// <summary>The tier says nothing about size.</summary>
    Unspecified = 0,
    Nano = 1,
    Micro = 2,
    Mid = 3,
    Macro = 4,
    Mega = 5,
    Celebrity = 6,
}
