using InfluenceGrpc.Core.Tiers.Relational;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>One creator under one scheme, explained.</summary>
public sealed record TierClassification
{
    /// <summary>|ln(followers / edge)| below this is near: ln 1.05, within 5 % of the edge.</summary>
    public static readonly double NearMargin = Math.Log(1.05);

    internal TierClassification()
    {
    }

    public required TierScheme Scheme { get; init; }

    /// <summary>The tier's ordinal; 0 when unranked, and then <see cref="Reason"/> says why.</summary>
    public byte Ordinal { get; init; }

    /// <summary>The tier; null exactly when <see cref="Ordinal"/> is 0.</summary>
    public Tier? Tier { get; init; }

    public UnrankedReason Reason { get; init; }

    /// <summary>The count that decided; null for relational schemes and platforms not covered.</summary>
    public ulong? Followers { get; init; }

    /// <summary>Start, inclusive, of the range the creator lies in, a tier's or an unranked one (a gap, below, above); null where
    /// followers do not decide.</summary>
    public ulong? LowerFollowers { get; init; }

    /// <summary>End, exclusive, of that range; null when it has no end and where followers do not decide.</summary>
    public ulong? UpperFollowers { get; init; }

    /// <summary>The follower count nearest to the creator's, by ratio, at which the answer would change; the upper one of two
    /// equally near. Null where followers do not decide.</summary>
    public ulong? NearestEdge { get; init; }

    /// <summary>ln(followers / edge): below the edge negative, at it 0, above positive, -∞ for 0 followers. Null without an edge.</summary>
    public double? BoundaryMargin { get; init; }

    /// <summary>True when |<see cref="BoundaryMargin"/>| is below <see cref="NearMargin"/>.</summary>
    public bool NearBoundary => BoundaryMargin is { } margin && Math.Abs(margin) < NearMargin;

    /// <summary>The rule that decided, as one English sentence.</summary>
    public required string Rule { get; init; }

    /// <summary>What is missing for <see cref="UnrankedReason.InsufficientEvidence"/>: sentences that name the field to fill; else empty.</summary>
    public IReadOnlyList<string> MissingEvidence { get; init; } = [];

    /// <summary>Percentile kind: the share of the reference population with fewer followers, [0, 1].</summary>
    public double? PopulationShare { get; init; }

    /// <summary>Relational kind: the figures behind the decision.</summary>
    public RelationalEvidence? Evidence { get; init; }
}
