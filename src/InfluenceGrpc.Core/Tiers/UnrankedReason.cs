namespace InfluenceGrpc.Core.Tiers;

/// <summary>Why a classification has ordinal 0. Never an error.</summary>
public enum UnrankedReason
{
    /// <summary>It is ranked.</summary>
    None = 0,

    /// <summary>Smaller than the lowest tier.</summary>
    BelowLowest = 1,

    /// <summary>Between two tiers, where the scheme names nothing.</summary>
    Gap = 2,

    /// <summary>Larger than the highest tier, which has an upper bound.</summary>
    AboveHighest = 3,

    /// <summary>A relational scheme without the facts it needs.</summary>
    InsufficientEvidence = 4,

    /// <summary>The scheme is about another platform than the creator's.</summary>
    PlatformNotCovered = 5,
}
