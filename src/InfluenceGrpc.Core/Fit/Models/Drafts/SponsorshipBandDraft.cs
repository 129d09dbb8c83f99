namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="SponsorshipBand"/>
public sealed record SponsorshipBandDraft
{
    public ulong? Followers { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }
}
