namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="DerivationRule"/>
public sealed record DerivationRuleDraft
{
    public double? Smoothing { get; init; }

    public double? MinLogLift { get; init; }

    public double? FullLogLift { get; init; }

    public uint? MaxTopics { get; init; }

    public uint? MaxBrands { get; init; }

    public double? MinLogSpread { get; init; }

    public BackgroundDraft? Background { get; init; }

    public double? SizeSmoothing { get; init; }

    public double? SizeSpreadSmoothing { get; init; }

    public double? FullBrandLogLift { get; init; }

    public double? MinBrandWeight { get; init; }
}
