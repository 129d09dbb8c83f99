namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Every constant that turns a profile and a brief into a score. Immutable and checked.</summary>
public sealed record FitModel
{
    internal FitModel()
    {
    }

    /// <summary>A slug.</summary>
    public required string Id { get; init; }

    /// <summary>At least 1.</summary>
    public required uint Version { get; init; }

    public required string Title { get; init; }

    /// <summary>Where the constants come from.</summary>
    public required string Source { get; init; }

    /// <summary>Year of the constants.</summary>
    public required uint Year { get; init; }

    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Weights of every preset.</summary>
    public required IReadOnlyDictionary<WeightPreset, ComponentWeights> Presets { get; init; }

    public required NicheRule Niche { get; init; }

    public required AudienceRule Audience { get; init; }

    public required EngagementRule Engagement { get; init; }

    public required CredibilityRule Credibility { get; init; }

    public required AffinityRule Affinity { get; init; }

    public required ProximityRule Proximity { get; init; }

    public required ResponsivenessRule Responsiveness { get; init; }

    public required CostRule Cost { get; init; }

    public required ConcentrationRule Concentration { get; init; }

    public required SizeRule Size { get; init; }

    public required CautionRule Caution { get; init; }

    public required DerivationRule Derivation { get; init; }

    /// <summary>No score goes by it.</summary>
    public required ReachRule Reach { get; init; }

    /// <summary>True for models that ship with the domain.</summary>
    public bool BuiltIn { get; init; }
}
