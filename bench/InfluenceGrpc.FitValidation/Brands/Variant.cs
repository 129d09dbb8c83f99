using InfluenceGrpc.Core.Fit.Briefs.Drafts;

namespace InfluenceGrpc.FitValidation.Brands;

/// <summary>A way to derive and to score.</summary>
/// <param name="Name">For people.</param>
internal sealed record Variant(string Name)
{
    /// <summary>What profiles tell.</summary>
    public ProfileForm Form { get; init; } = new();

    /// <summary>Who is told from whom.</summary>
    public TrialKind Kind { get; init; }

    /// <summary>Whether the file's creators are the background; else the model's own.</summary>
    public bool FilesBackground { get; init; } = true;

    /// <summary>Whether the derivation is told the brand.</summary>
    public bool NamesBrand { get; init; } = true;

    /// <summary>How many examples are drawn; null: all there are. Brands with fewer are left out.</summary>
    public int? Examples { get; init; }

    /// <summary>What is changed in the derived brief before it is used.</summary>
    public Func<BriefDraft, BriefDraft> Edit { get; init; } = static brief => brief;
}
