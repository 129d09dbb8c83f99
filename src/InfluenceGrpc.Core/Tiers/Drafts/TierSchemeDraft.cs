using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Tiers.Drafts;

/// <summary>A tier scheme as a file or a request gave it: mirrors <c>influence.v1.TierScheme</c>, anything may be missing or
/// wrong. <see cref="TierSchemeValidator"/> checks it.</summary>
public sealed record TierSchemeDraft
{
    public string? Id { get; init; }

    public uint Version { get; init; }

    public string? Title { get; init; }

    public TierSchemeSourceDraft? Source { get; init; }

    public Platform Platform { get; init; }

    public TierSchemeKind Kind { get; init; }

    public IReadOnlyList<TierDraft>? Tiers { get; init; }

    public IReadOnlyList<string>? Notes { get; init; }

    public ReferencePopulationDraft? Reference { get; init; }

    public RelationalRuleDraft? Relational { get; init; }

    /// <summary>Output only: a fault when a scheme that is not built in claims it.</summary>
    public bool BuiltIn { get; init; }
}
