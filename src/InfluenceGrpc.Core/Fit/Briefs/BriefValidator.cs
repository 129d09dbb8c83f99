using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>Checks a whole brief against a model and collects every fault, in the order of the contract's fields.</summary>
public static class BriefValidator
{
    /// <summary>The brief, or every fault in it, with paths such as <c>audience.ages[2].weight</c>.</summary>
    /// <param name="draft">The brief as given.</param>
    /// <param name="model">Whose presets and cost benchmarks it uses.</param>
    /// <param name="schemes">The schemes whose tiers it may name.</param>
    /// <param name="readingFaults">Faults found before, which come first and make the brief invalid too.</param>
    public static Checked<Brief> Validate(
        BriefDraft draft, FitModel model, TierSchemeCatalog schemes, FaultList? readingFaults = null)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(schemes);
        var faults = readingFaults ?? new FaultList();
        CheckAsksForSomething(draft, faults);
        CheckTitle(draft.Title, faults);
        var topics = WeightTableValidator.Validate(draft.Topics, "topics", BriefLimits.MaxTopics, TopicPath.Check, faults);
        var audience = TargetAudienceValidator.Validate(draft.Audience, faults);
        var brands = BriefBrandsValidator.Validate(draft, faults);
        var cost = CostTargetValidator.Validate(draft.Cost, model.Cost, faults);
        var size = ReadSize(draft.Size, faults);
        var constraints = FitConstraintsValidator.Validate(draft.Constraints, draft.Cost is not null, schemes, faults);
        var weights = BriefWeights.Read(draft, model, faults);
        var missingPolicy = ReadMissingPolicy(draft.MissingPolicy, faults);
        if (!faults.IsEmpty)
        {
            return new Checked<Brief>(faults.ToList());
        }

        return new Checked<Brief>(new Brief
        {
            Title = draft.Title ?? "",
            Topics = topics,
            Audience = audience,
            Brand = brands.Brand,
            Competitors = brands.Competitors,
            RelatedBrands = brands.RelatedBrands,
            Cost = cost,
            Size = size,
            Constraints = constraints,
            Weights = weights!,
            MissingPolicy = missingPolicy,
            CampaignStart = draft.CampaignStart,
        });
    }

    // What is always asked for would rank creators all the same, by nothing that this campaign wants.
    private static void CheckAsksForSomething(BriefDraft draft, FaultList faults)
    {
        var asks = FitComponents.All.Any(component =>
            draft.Weights?.Get(component) is not null || (!BriefWeights.IsAlwaysAsked(component) && BriefWeights.Asks(draft, component)));
        if (!asks)
        {
            faults.Add("", FaultCode.Required,
                "The brief asks for nothing; give at least one of topics, audience, brand, relatedBrands, cost, size and weights.");
        }
    }

    private static void CheckTitle(string? title, FaultList faults)
    {
        if (!string.IsNullOrEmpty(title) && TextRule.Plain(title, BriefLimits.MaxTitleBytes) is { } wrong)
        {
            faults.Add("title", wrong);
        }
    }

    private static SizePreference? ReadSize(SizePreferenceDraft? draft, FaultList faults)
    {
        if (draft is null)
        {
            return null;
        }

        CheckGiven(draft.Followers, "size.followers", BriefLimits.MinPreferredFollowers, BriefLimits.MaxPreferredFollowers, faults);
        CheckGiven(draft.LogSpread, "size.logSpread", BriefLimits.MinLogSpread, BriefLimits.MaxLogSpread, faults);
        return new SizePreference(draft.Followers, draft.LogSpread);
    }

    private static void CheckGiven(double number, string path, double low, double high, FaultList faults)
    {
        // The contract cannot tell 0 from what is not given.
        if (number == 0)
        {
            faults.Add(path, FaultCode.Required, $"must be given, in [{low}, {high}]; got 0.");
        }
        else if (NumberRule.Between(number, low, high) is { } wrong)
        {
            faults.Add(path, wrong);
        }
    }

    private static MissingPolicy ReadMissingPolicy(MissingPolicy given, FaultList faults)
    {
        if (!Enum.IsDefined(given))
        {
            faults.Add("missingPolicy", FaultCode.UnknownValue, $"is not a known policy; got {(int)given}.");
        }

        return given == MissingPolicy.Unspecified ? MissingPolicy.Neutral : given;
    }
}
