using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Core.Tiers.Drafts;

namespace InfluenceGrpc.Core.Tests.Tiers;

/// <summary>Schemes for tests.</summary>
internal static class TierSchemes
{
    public static TierScheme BuiltIn(string id) => BuiltInTierSchemes.All.Single(scheme => scheme.Id == id);

    /// <summary>Tiers t1, t2 … with these lower and published upper bounds.</summary>
    public static TierScheme Followers(params (ulong Lower, ulong? Upper)[] bounds)
    {
        var scheme = TierSchemeValidator.Validate(Draft(bounds));
        Assert.True(scheme.IsValid, string.Join("; ", scheme.Faults));
        return scheme.Value;
    }

    public static TierSchemeDraft Draft(params (ulong Lower, ulong? Upper)[] bounds) => new()
    {
        Id = "test",
        Version = 1,
        Title = "Test",
        Source = new TierSchemeSourceDraft { Document = "A test" },
        Kind = TierSchemeKind.Followers,
        Tiers = [.. bounds.Select((bound, i) => new TierDraft
        {
            Id = $"t{i + 1}",
            Label = $"Tier {i + 1}",
            Canonical = (CanonicalTier)Math.Min(i + 1, 6),
            LowerFollowers = bound.Lower,
            UpperFollowers = bound.Upper,
        })],
    };
}
