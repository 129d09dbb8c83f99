namespace InfluenceGrpc.Core.Tiers;

/// <summary>What a scheme decides by. Numbers equal those of <c>influence.v1.TierSchemeKind</c>.</summary>
public enum TierSchemeKind
{
    Unspecified = 0,

    /// <summary>By follower count.</summary>
    Followers = 1,

    /// <summary>By the share of a reference population that has fewer followers.</summary>
    Percentile = 2,

    /// <summary>By closeness to and influence on the target, whatever the follower count.</summary>
    Relational = 3,
}
