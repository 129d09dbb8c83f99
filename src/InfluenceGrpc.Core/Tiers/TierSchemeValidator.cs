using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers.Drafts;
using InfluenceGrpc.Core.Tiers.Relational;

namespace InfluenceGrpc.Core.Tiers;

/// <summary>Checks a tier scheme and collects every fault: the same for built-in files, a deployment's own and inline ones.</summary>
public static class TierSchemeValidator
{
    /// <summary>The scheme, or every fault in it, with paths such as <c>tiers[2].lowerFollowers</c>.</summary>
    public static Checked<TierScheme> Validate(TierSchemeDraft draft) => Validate(draft, builtIn: false);

    internal static Checked<TierScheme> Validate(TierSchemeDraft draft, bool builtIn)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var faults = new FaultList();
        CheckHead(draft, builtIn, faults);
        var source = ReadSource(draft.Source, faults);
        CheckNotes(draft.Notes, faults);
        CheckKindFields(draft, faults);
        if (TiersAreCountable(draft.Tiers, faults))
        {
            CheckTierNames(draft.Tiers!, faults);
        }
        else
        {
            draft = draft with { Tiers = [] };
        }

        var reference = draft.Kind == TierSchemeKind.Percentile ? ReferencePopulationValidator.Validate(draft.Reference, faults) : null;
        var relational = draft.Kind == TierSchemeKind.Relational ? RelationalRuleValidator.Validate(draft.Relational, faults) : null;
        var tiers = ReadTiers(draft, reference, faults);
        return faults.IsEmpty
            ? new Checked<TierScheme>(Build(draft, builtIn, source, tiers, reference, relational))
            : new Checked<TierScheme>(faults.ToList());
    }

    private static TierScheme Build(TierSchemeDraft draft, bool builtIn, TierSchemeSource source, IReadOnlyList<Tier> tiers,
        ReferencePopulation? reference, RelationalRule? relational) => new()
        {
            Id = draft.Id!,
            Version = draft.Version,
            Title = draft.Title!,
            Source = source,
            Platform = draft.Platform,
            Kind = draft.Kind,
            Tiers = tiers,
            Notes = [.. draft.Notes ?? []],
            Reference = reference,
            Relational = relational,
            BuiltIn = builtIn,
            Bands = relational is null ? FollowerBands.Compile(tiers) : null,
        };

    private static void CheckHead(TierSchemeDraft draft, bool builtIn, FaultList faults)
    {
        if (TextRule.Slug(draft.Id) is { } wrongId)
        {
            faults.Add("id", wrongId);
        }

        if (draft.Version == 0)
        {
            faults.Add("version", FaultCode.OutOfRange, "must be at least 1.");
        }

        if (TextRule.Plain(draft.Title, TierLimits.MaxTitleBytes) is { } wrongTitle)
        {
            faults.Add("title", wrongTitle);
        }

        if (!Enum.IsDefined(draft.Platform))
        {
            faults.Add("platform", FaultCode.UnknownValue, $"is not a known platform; got {(int)draft.Platform}.");
        }

        if (draft.Kind == TierSchemeKind.Unspecified)
        {
            faults.Add("kind", FaultCode.Required, "must be given.");
        }
        else if (!Enum.IsDefined(draft.Kind))
        {
            faults.Add("kind", FaultCode.UnknownValue, $"is not a known kind; got {(int)draft.Kind}.");
        }

        if (draft.BuiltIn && !builtIn)
        {
            faults.Add("builtIn", FaultCode.NotAllowed, "must be left out: only schemes that ship with the server are built in.");
        }
    }

    private static TierSchemeSource ReadSource(TierSchemeSourceDraft? draft, FaultList faults)
    {
        if (draft is null)
        {
            faults.Add("source", FaultCode.Required, "must be given: say at least in source.document where the tiers come from.");
            return new TierSchemeSource("", null, null, null);
        }

        if (TextRule.Plain(draft.Document, TierLimits.MaxTextBytes) is { } wrongDocument)
        {
            faults.Add("source.document", wrongDocument);
        }

        var uri = string.IsNullOrEmpty(draft.Uri) ? null : draft.Uri;
        if (uri is not null && TextRule.Plain(uri, TierLimits.MaxTextBytes) is { } wrongUri)
        {
            faults.Add("source.uri", wrongUri);
        }
        else if (uri is not null && !(Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"))
        {
            faults.Add("source.uri", FaultCode.Malformed, "must be an absolute http or https address.");
        }

        if (draft.Year is not (0 or (>= 1900 and <= 2100)))
        {
            faults.Add("source.year", FaultCode.OutOfRange, $"must lie in [1900, 2100]; got {draft.Year}.");
        }

        var language = string.IsNullOrEmpty(draft.Language) ? null : draft.Language;
        if (language is not null && LanguageTag.Check(language) is { } wrongLanguage)
        {
            faults.Add("source.language", wrongLanguage);
        }

        return new TierSchemeSource(draft.Document ?? "", uri, draft.Year == 0 ? null : draft.Year, language);
    }

    private static void CheckNotes(IReadOnlyList<string>? notes, FaultList faults)
    {
        if (notes?.Count > TierLimits.MaxNotes)
        {
            faults.Add("notes", FaultCode.TooMany, $"must be at most {TierLimits.MaxNotes}; got {notes.Count}.");
            return;
        }

        for (var i = 0; i < (notes?.Count ?? 0); i++)
        {
            if (TextRule.Plain(notes![i], TierLimits.MaxTextBytes) is { } wrong)
            {
                faults.Add(FaultPath.Item("notes", i), wrong);
            }
        }
    }

    private static void CheckKindFields(TierSchemeDraft draft, FaultList faults)
    {
        if (draft.Reference is not null && draft.Kind is TierSchemeKind.Followers or TierSchemeKind.Relational)
        {
            faults.Add("reference", FaultCode.NotAllowed, "belongs to schemes of kind TIER_SCHEME_KIND_PERCENTILE only.");
        }

        if (draft.Relational is not null && draft.Kind is TierSchemeKind.Followers or TierSchemeKind.Percentile)
        {
            faults.Add("relational", FaultCode.NotAllowed, "belongs to schemes of kind TIER_SCHEME_KIND_RELATIONAL only.");
        }
    }

    private static bool TiersAreCountable(IReadOnlyList<TierDraft>? tiers, FaultList faults)
    {
        if (tiers is null || tiers.Count == 0)
        {
            faults.Add("tiers", FaultCode.Required, "must hold at least one tier.");
            return false;
        }

        if (tiers.Count > TierLimits.MaxTiers)
        {
            faults.Add("tiers", FaultCode.TooMany, $"must be at most {TierLimits.MaxTiers}; got {tiers.Count}.");
            return false;
        }

        return true;
    }

    private static void CheckTierNames(IReadOnlyList<TierDraft> tiers, FaultList faults)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tiers.Count; i++)
        {
            if (TextRule.Slug(tiers[i].Id) is { } wrongId)
            {
                faults.Add($"tiers[{i}].id", wrongId);
            }
            else if (!ids.Add(tiers[i].Id!))
            {
                faults.Add($"tiers[{i}].id", FaultCode.Duplicate, $"{FaultPath.Quote(tiers[i].Id!)} names an earlier tier.");
            }

            if (TextRule.Plain(tiers[i].Label, TierLimits.MaxTitleBytes) is { } wrongLabel)
            {
                faults.Add($"tiers[{i}].label", wrongLabel);
            }

            if (!Enum.IsDefined(tiers[i].Canonical))
            {
                faults.Add($"tiers[{i}].canonical", FaultCode.UnknownValue, $"is not a known tier; got {(int)tiers[i].Canonical}.");
            }

            if (tiers[i].Ordinal != 0 && tiers[i].Ordinal != i + 1)
            {
                faults.Add($"tiers[{i}].ordinal", FaultCode.NotAllowed,
                    $"is output only and follows from the order: {i + 1} here; got {tiers[i].Ordinal}.");
            }
        }
    }

    private static List<Tier> ReadTiers(TierSchemeDraft draft, ReferencePopulation? reference, FaultList faults) => draft.Kind switch
    {
        TierSchemeKind.Followers => FollowerTierRules.Read(draft.Tiers!, faults),
        TierSchemeKind.Percentile => PercentileTierRules.Read(draft.Tiers!, reference, faults),
        TierSchemeKind.Relational => RelationalTierRules.Read(draft.Tiers!, faults),
        _ => [],
    };
}
