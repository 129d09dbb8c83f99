namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="Background"/>
public sealed record BackgroundDraft
{
    public string? Description { get; init; }

    public ulong? Size { get; init; }

    public IReadOnlyDictionary<string, double>? Topics { get; init; }

    public double? LogFollowersMean { get; init; }

    public double? LogFollowersSpread { get; init; }
}
