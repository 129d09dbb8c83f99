namespace InfluenceGrpc.Core.Creators;

/// <summary>How much of what the creator publishes is paid for.</summary>
public sealed record Sponsorship
{
    internal Sponsorship()
    {
    }

    /// <summary>Share of the posts that are sponsored, [0, 1].</summary>
    public double? SponsoredShare { get; init; }

    /// <summary>Share of the sponsored posts that say so, [0, 1].</summary>
    public double? DisclosedShare { get; init; }

    /// <summary>Engagement on paid posts / engagement on organic ones, [0, ∞).</summary>
    public double? PaidToOrganicRatio { get; init; }

    /// <summary>Posts the shares were taken over, at least 1.</summary>
    public uint? SamplePosts { get; init; }
}
