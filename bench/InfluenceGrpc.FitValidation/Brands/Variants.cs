using InfluenceGrpc.Core.Fit.Briefs.Drafts;

namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>All that the command compares.</summary>
internal static class Variants
{
    /// <summary>What a user gets who derives a brief, names the brand, and scores with it as it is.</summary>
    public static readonly Variant Main = new("derived brief, as it is");

    /// <summary>Which parts help.</summary>
    public static readonly Variant[] Parts =
    [
        new("category alone") { Form = new(Hashtags: false), Edit = Topics },
        new("category + hashtags") { Edit = Topics },
        new("category + hashtags + size") { Edit = NoBrands },
        Main,
        new("without category") { Form = new(Category: false) },
        new("without hashtags") { Form = new(Hashtags: false) },
        new("without size") { Edit = static brief => brief with { Size = null } },
        new("size alone") { Edit = static brief => NoBrands(brief) with { Topics = null } },
        new("related brands alone") { Edit = static brief => brief with { Topics = null, Size = null } },
    ];

    /// <summary>Other ways to use it.</summary>
    public static readonly Variant[] Ways =
    [
        new("the brand is not named") { NamesBrand = false },
        new("all components as the preset weighs them") { Edit = static brief => brief with { Weights = null } },
        new("the model's background") { FilesBackground = false },
        new("the model's background, no hashtags") { FilesBackground = false, Form = new(Hashtags: false) },
        new("category \"other\" is none") { Form = new(Other: false) },
    ];

    /// <summary>Against whom, and the check that nothing is there where nothing can be.</summary>
    public static readonly Variant[] Checks =
    [
        new("against creators who mention other brands") { Kind = TrialKind.Mentioning },
        new("shuffled brands") { Kind = TrialKind.Shuffled },
        new("shuffled brands, category alone") { Kind = TrialKind.Shuffled, Form = new(Hashtags: false), Edit = Topics },
    ];

    /// <summary>How many examples it takes.</summary>
    public static readonly Variant[] Counts =
        [.. new[] { 3, 5, 10, 20 }.Select(count => new Variant($"{count} examples, drawn") { Examples = count })];

    /// <summary>Each once.</summary>
    public static IEnumerable<Variant> All => [.. Parts, .. Ways, .. Checks, .. Counts];

    private static BriefDraft NoBrands(BriefDraft brief) => brief with { Brand = null, RelatedBrands = null };

    private static BriefDraft Topics(BriefDraft brief) => NoBrands(brief) with { Size = null };
}
