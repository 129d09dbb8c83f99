namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>What a campaign looks for. Immutable and checked against a model: what it asks for has a weight, and the weights
/// are not all 0.</summary>
public sealed record Brief
{
    internal Brief()
    {
    }

    /// <summary>May be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>Topic path to weight; null where niche is not asked for.</summary>
    public WeightTable? Topics { get; init; }

    /// <summary>Null where audience is not asked for.</summary>
    public TargetAudience? Audience { get; init; }

    /// <summary>The advertised brand; null where there is none.</summary>
    public string? Brand { get; init; }

    /// <summary>Sorted by ordinal; empty where there are none.</summary>
    public IReadOnlyList<string> Competitors { get; init; } = [];

    /// <summary>Other brands whose mention speaks for a creator; null where there are none.</summary>
    public WeightTable? RelatedBrands { get; init; }

    /// <summary>Null where cost is not asked for.</summary>
    public CostTarget? Cost { get; init; }

    /// <summary>Null where size is not asked for.</summary>
    public SizePreference? Size { get; init; }

    public FitConstraints Constraints { get; init; } = new();

    /// <summary>Of the preset and what takes its place; 0 for what is not asked for. Not all 0.</summary>
    public required ComponentWeights Weights { get; init; }

    /// <summary>Never unspecified.</summary>
    public MissingPolicy MissingPolicy { get; init; } = MissingPolicy.Neutral;

    /// <summary>When the campaign begins; null where the brief does not say.</summary>
    public DateTimeOffset? CampaignStart { get; init; }
}
