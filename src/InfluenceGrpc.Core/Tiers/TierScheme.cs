using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Tiers.Relational;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>A way of sorting creators into tiers, as data. Immutable and checked; made by <see cref="TierSchemeValidator"/>.</summary>
public sealed class TierScheme
{
    internal TierScheme()
    {
    }

    /// <summary><c>[a-z0-9][a-z0-9-]{0,63}</c></summary>
    public required string Id { get; init; }

    /// <summary>At least 1; goes up with every change of bounds or rules.</summary>
    public required uint Version { get; init; }

    public required string Title { get; init; }

    public required TierSchemeSource Source { get; init; }

    /// <summary>The platform it is about; <see cref="Platform.Unspecified"/> means any.</summary>
    public required Platform Platform { get; init; }

    public required TierSchemeKind Kind { get; init; }

    /// <summary>From low to high, 1 to 64; ordinals are 1, 2, 3 and so on.</summary>
    public required IReadOnlyList<Tier> Tiers { get; init; }

    /// <summary>What the source leaves open and how it was decided, in sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Percentile kind only.</summary>
    public ReferencePopulation? Reference { get; init; }

    /// <summary>Relational kind only.</summary>
    public RelationalRule? Relational { get; init; }

    /// <summary>True for the schemes that ship with the domain.</summary>
    public bool BuiltIn { get; init; }

    /// <summary>The bounds compiled for the fast path; null for the relational kind, which has none.</summary>
    public FollowerBands? Bands { get; init; }

    /// <summary>True when the scheme says nothing about creators on <paramref name="platform"/>. An unknown platform is covered.</summary>
    public bool Excludes(Platform platform) =>
        Platform != Platform.Unspecified && platform != Platform.Unspecified && platform != Platform;
}
