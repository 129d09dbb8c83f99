using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Briefs.Drafts;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Fit.Briefs;

/// <summary>Checks <c>cost</c>.</summary>
internal static class CostTargetValidator
{
    public static CostTarget? Validate(CostTargetDraft? draft, CostRule rule, FaultList faults)
    {
        if (draft is null)
        {
            return null;
        }

        var before = faults.Count;
        CheckDeliverable(draft.Deliverable, faults);
        var currency = ReadCurrency(draft.CurrencyCode, faults);
        CheckReference(draft.ReferenceCostPerEngagement, currency, rule, faults);
        if (NumberRule.NotNegative(draft.MaximumPrice) is { } wrongPrice)
        {
            faults.Add("cost.maximumPrice", wrongPrice);
        }

        return faults.Count == before ? new CostTarget(draft.Deliverable, currency!, draft.ReferenceCostPerEngagement, draft.MaximumPrice) : null;
    }

    private static void CheckDeliverable(Deliverable deliverable, FaultList faults)
    {
        if (deliverable == Deliverable.Unspecified)
        {
            faults.Add("cost.deliverable", FaultCode.Required, "must be given.");
        }
        else if (!Enum.IsDefined(deliverable))
        {
            faults.Add("cost.deliverable", FaultCode.UnknownValue, $"is not a known deliverable; got {(int)deliverable}.");
        }
    }

    /// <summary>The currency; null where it is missing or wrong.</summary>
    private static string? ReadCurrency(string? given, FaultList faults)
    {
        if (string.IsNullOrEmpty(given))
        {
            faults.Add("cost.currencyCode", FaultCode.Required, "must be given.");
            return null;
        }

        if (given.Length != 3 || !given.All(char.IsAsciiLetterUpper))
        {
            faults.Add("cost.currencyCode", FaultCode.Malformed, "must be three upper-case letters of ISO 4217, such as NOK.");
            return null;
        }

        return given;
    }

    /// <summary>What an engagement should cost is told by the brief, or by the model in the brief's currency.</summary>
    private static void CheckReference(double? given, string? currency, CostRule rule, FaultList faults)
    {
        const string Path = "cost.referenceCostPerEngagement";
        if (NumberRule.Positive(given) is { } wrong)
        {
            faults.Add(Path, wrong);
        }
        else if (given is null && currency is not null && rule.Benchmarks.All(benchmark => benchmark.CurrencyCode != currency))
        {
            var known = string.Join(", ", rule.Benchmarks.Select(benchmark => benchmark.CurrencyCode));
            faults.Add(Path, FaultCode.Required,
                $"must be given: the model has no benchmark in {currency}; it has {(known.Length == 0 ? "none" : known)}.");
        }
    }
}
