namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <inheritdoc cref="CautionRule"/>
public sealed record CautionRuleDraft
{
    public double? LowCoverage { get; init; }

    public double? LowAuthenticShare { get; init; }

    public double? LowDisclosedShare { get; init; }

    public uint? FewPosts { get; init; }
}
