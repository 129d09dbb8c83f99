using InfluenceGrpc.Core.Tiers.Relational;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Step 2.6: the weighted geometric mean of five parts.</summary>
public sealed record ProximityRule
{
    public required PartRule Closeness { get; init; }

    public required PartRule Influence { get; init; }

    public required PartRule Experience { get; init; }

    public required PartRule Insider { get; init; }

    public required PartRule Neutrality { get; init; }

    /// <summary>How the parts are taken of a profile; its engagement benchmark is the model's.</summary>
    public required RelationalRule Evidence { get; init; }
}
