namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Step 2.4: the weighted geometric mean of four parts.</summary>
public sealed record CredibilityRule
{
    /// <summary>The share of real people.</summary>
    public required PartRule Authenticity { get; init; }

    /// <summary>How far paid posts exceed what is accepted at the creator's size.</summary>
    public required PartRule Saturation { get; init; }

    /// <summary>How openly paid posts are declared.</summary>
    public required PartRule Disclosure { get; init; }

    /// <summary>Engagement of paid posts against that of the others.</summary>
    public required PartRule Acceptance { get; init; }

    /// <summary>The authentic share that scores 0, [0, 1).</summary>
    public required double AuthenticLow { get; init; }

    /// <summary>The authentic share that scores 1, (<see cref="AuthenticLow"/>, 1].</summary>
    public required double AuthenticHigh { get; init; }

    /// <summary>From small to large; at least one.</summary>
    public required IReadOnlyList<SponsorshipBand> Bands { get; init; }

    /// <summary>Rate of decay beyond the band, (0, ∞).</summary>
    public required double Decay { get; init; }

    /// <summary>How much the engagement percentile adds to it, [0, ∞).</summary>
    public required double DecayByEngagement { get; init; }

    /// <summary>How much the concentration adds to it, [0, ∞).</summary>
    public required double DecayByConcentration { get; init; }
}
