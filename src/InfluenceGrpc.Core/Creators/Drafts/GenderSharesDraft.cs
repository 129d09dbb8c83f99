namespace InfluenceGrpc.Core.Creators.Drafts;

/// <inheritdoc cref="Creators.GenderShares"/>
public sealed record GenderSharesDraft
{
    public double? Female { get; init; }

    public double? Male { get; init; }

    public double? Other { get; init; }
}
