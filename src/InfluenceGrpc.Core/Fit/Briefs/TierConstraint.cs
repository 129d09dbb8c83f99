using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>Tiers that will do.</summary>
public sealed class TierConstraint
{
    private readonly bool[] accepted;

    /// <summary>Takes the array over: one entry an ordinal, 0 for creators without a tier.</summary>
    internal TierConstraint(TierScheme scheme, bool[] accepted)
    {
        Scheme = scheme;
        this.accepted = accepted;
    }

    /// <summary>Whose tiers.</summary>
    public TierScheme Scheme { get; }

    /// <summary>Whether an ordinal of the scheme will do.</summary>
    public bool Accepts(int ordinal) => accepted[ordinal];
}
