namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Step 2.5: the weighted mean of the parts that apply to the brief.</summary>
public sealed record AffinityRule
{
    /// <summary>Unpaid mentions of the brand against all mentions of brands.</summary>
    public required PartRule Passion { get; init; }

    /// <summary>Whether the creator uses the product.</summary>
    public required PartRule Experience { get; init; }

    /// <summary>How kindly the creator speaks of the brand.</summary>
    public required PartRule Sentiment { get; init; }

    /// <summary>How little competitors are favoured.</summary>
    public required PartRule Neutrality { get; init; }

    /// <summary>Mentions of related brands.</summary>
    public required PartRule Kinship { get; init; }

    /// <summary>Mentions, of no brand in particular, added to all mentions before passion is taken of them, (0, ∞).</summary>
    public required double PassionSmoothing { get; init; }
}
