using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>Whom a campaign wants to reach; at least one dimension is not null.</summary>
public sealed record TargetAudience
{
    internal TargetAudience()
    {
    }

    /// <summary>ISO 3166-1 alpha-2 code to weight.</summary>
    public WeightTable? Countries { get; init; }

    /// <summary>Region to weight.</summary>
    public WeightTable? Regions { get; init; }

    /// <summary>BCP 47 tag, in lower case since case tells nothing there, to weight; a tag covers longer ones.</summary>
    public WeightTable? Languages { get; init; }

    /// <summary>Interest path to weight; a path covers longer ones.</summary>
    public WeightTable? Interests { get; init; }

    /// <summary>Weight by <see cref="AgeBand"/> number, index 0 unused; null where not asked for.</summary>
    public IReadOnlyList<double>? Ages { get; init; }

    /// <summary>Weight by <see cref="Gender"/> number, index 0 unused; null where not asked for.</summary>
    public IReadOnlyList<double>? Genders { get; init; }
}
