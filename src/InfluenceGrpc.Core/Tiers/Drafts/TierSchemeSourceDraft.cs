namespace InfluenceGrpc.Core.Tiers.Drafts;

/// <inheritdoc cref="TierSchemeSource"/>
public sealed record TierSchemeSourceDraft
{
    public string? Document { get; init; }

    /// <summary>Empty counts as not given.</summary>
    public string? Uri { get; init; }

    /// <summary>0 counts as not given.</summary>
    public uint Year { get; init; }

    /// <summary>Empty counts as not given.</summary>
    public string? Language { get; init; }
}
