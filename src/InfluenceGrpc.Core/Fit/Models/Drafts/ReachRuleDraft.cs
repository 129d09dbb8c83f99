namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="ReachRule"/>
public sealed record ReachRuleDraft
{
    public IReadOnlyList<ReachKnotDraft>? Knots { get; init; }

    public string? Source { get; init; }

    public uint? Year { get; init; }

    public double? LogSpread { get; init; }

    public double? CurveLogSpread { get; init; }

    public double? OwnLogSpread { get; init; }

    public double? NicheShare { get; init; }
}
