namespace InfluenceGrpc.Core.Tiers.Drafts;

/// <inheritdoc cref="Relational.RelationalWeights"/>
public sealed record RelationalWeightsDraft
{
    public double Closeness { get; init; }

    public double Influence { get; init; }

    public double Experience { get; init; }

    public double Insider { get; init; }

    public double Neutrality { get; init; }
}
