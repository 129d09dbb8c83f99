namespace InfluenceGrpc.Core.Tiers.Drafts;

/// <inheritdoc cref="PopulationQuantile"/>
public sealed record QuantileDraft
{
    public double Share { get; init; }

    public ulong Followers { get; init; }
}
