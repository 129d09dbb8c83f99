namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="Models.Prior"/>
public sealed record PriorDraft
{
    public double? Mean { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }
}
