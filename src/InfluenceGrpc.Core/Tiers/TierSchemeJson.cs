using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Benchmarks;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Json;
using InfluenceGrpc.Core.Tiers.Drafts;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>Reads a scheme file: the proto3 JSON mapping of <c>influence.v1.TierScheme</c>, strictly.</summary>
public static class TierSchemeJson
{
    private static readonly ProtoEnumNames<Platform> Platforms = new("PLATFORM_");
    private static readonly ProtoEnumNames<TierSchemeKind> Kinds = new("TIER_SCHEME_KIND_");
    private static readonly ProtoEnumNames<CanonicalTier> Canonicals = new("CANONICAL_TIER_");

    /// <summary>The file's contents unchecked, or every fault in its form: syntax, unknown or repeated fields, wrong types.</summary>
    public static Checked<TierSchemeDraft> Read(ReadOnlyMemory<byte> utf8)
    {
        var faults = new FaultList();
        var draft = StrictJson.Read(utf8, faults, ReadScheme);
        return faults.IsEmpty ? new Checked<TierSchemeDraft>(draft!) : new Checked<TierSchemeDraft>(faults.ToList());
    }

    /// <summary>The checked scheme, or every fault in form and content together. What the form already refused is not refused a
    /// second time for being absent.</summary>
    public static Checked<TierScheme> ReadAndValidate(ReadOnlyMemory<byte> utf8) => ReadAndValidate(utf8, builtIn: false);

    internal static Checked<TierScheme> ReadAndValidate(ReadOnlyMemory<byte> utf8, bool builtIn) =>
        StrictJson.ReadAndValidate(utf8, ReadScheme, draft => TierSchemeValidator.Validate(draft, builtIn));

    private static TierSchemeDraft ReadScheme(StrictJsonObject json) => new()
    {
        Id = json.Text("id"),
        Version = json.UInt32("version") ?? 0,
        Title = json.Text("title"),
        Source = json.Object("source", source => new TierSchemeSourceDraft
        {
            Document = source.Text("document"),
            Uri = source.Text("uri"),
            Year = source.UInt32("year") ?? 0,
            Language = source.Text("language"),
        }),
        Platform = json.Enum("platform", Platforms) ?? Platform.Unspecified,
        Kind = json.Enum("kind", Kinds) ?? TierSchemeKind.Unspecified,
        Tiers = json.Objects("tiers", ReadTier),
        Notes = json.Texts("notes"),
        Reference = json.Object("reference", ReadReference),
        Relational = json.Object("relational", ReadRelational),
        BuiltIn = json.Flag("builtIn") ?? false,
    };

    private static TierDraft ReadTier(StrictJsonObject json) => new()
    {
        Id = json.Text("id"),
        Label = json.Text("label"),
        Canonical = json.Enum("canonical", Canonicals) ?? CanonicalTier.Unspecified,
        LowerFollowers = json.UInt64("lowerFollowers"),
        UpperFollowers = json.UInt64("upperFollowers"),
        LowerShare = json.Number("lowerShare"),
        LowerProximity = json.Number("lowerProximity"),
        Ordinal = json.UInt32("ordinal") ?? 0,
    };

    private static ReferencePopulationDraft ReadReference(StrictJsonObject json) => new()
    {
        Description = json.Text("description"),
        Size = json.UInt64("size") ?? 0,
        Quantiles = json.Objects("quantiles", quantile => new QuantileDraft
        {
            Share = quantile.Number("share") ?? 0,
            Followers = quantile.UInt64("followers") ?? 0,
        }),
    };

    private static RelationalRuleDraft ReadRelational(StrictJsonObject json) => new()
    {
        DecisionMakerHalf = json.Number("decisionMakerHalf") ?? 0,
        BrandHalf = json.Number("brandHalf") ?? 0,
        DetractorSentiment = json.Number("detractorSentiment") ?? 0,
        DetractorMinMentions = json.UInt32("detractorMinMentions") ?? 0,
        NeutralityMinMentions = json.UInt32("neutralityMinMentions") ?? 0,
        Weights = json.Object("weights", weights => new RelationalWeightsDraft
        {
            Closeness = weights.Number("closeness") ?? 0,
            Influence = weights.Number("influence") ?? 0,
            Experience = weights.Number("experience") ?? 0,
            Insider = weights.Number("insider") ?? 0,
            Neutrality = weights.Number("neutrality") ?? 0,
        }),
        Engagement = json.Object("engagement", EngagementBenchmarkJson.Read),
    };
}
