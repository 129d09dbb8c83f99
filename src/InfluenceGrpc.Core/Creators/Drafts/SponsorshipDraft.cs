namespace InfluenceGrpc.Core.Creators.Drafts;

/// <inheritdoc cref="Creators.Sponsorship"/>
public sealed record SponsorshipDraft
{
    public double? SponsoredShare { get; init; }

    public double? DisclosedShare { get; init; }

    public double? PaidToOrganicRatio { get; init; }

    public uint? SamplePosts { get; init; }
}
