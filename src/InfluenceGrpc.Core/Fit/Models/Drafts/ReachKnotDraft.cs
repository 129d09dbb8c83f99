namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="ReachKnot"/>
public sealed record ReachKnotDraft
{
    public ulong? Followers { get; init; }

    public double? ReachRate { get; init; }
}
