using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models.Drafts;

namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Checks <c>cost</c>.</summary>
internal static class CostRuleValidator
{
    public static CostRule? Validate(CostRuleDraft? draft, FaultList faults)
    {
        var checks = new RuleChecks("cost", faults);
        if (checks.IsMissing(draft))
        {
            return null;
        }

        var steepness = checks.Required("steepness", draft.Steepness, FitModelLimits.LeastSteepness, FitModelLimits.MostSteepness);
        var benchmarks = ReadBenchmarks(draft.Benchmarks ?? [], faults);
        return new CostRule(steepness, benchmarks, checks.Prior(draft.Prior));
    }

    private static List<CostBenchmark> ReadBenchmarks(IReadOnlyList<CostBenchmarkDraft> drafts, FaultList faults)
    {
        const string path = "cost.benchmarks";
        var benchmarks = new List<CostBenchmark>();
        if (drafts.Count > FitModelLimits.MaxCostBenchmarks)
        {
            faults.Add(path, FaultCode.TooMany, $"must be at most {FitModelLimits.MaxCostBenchmarks}; got {drafts.Count}.");
            return benchmarks;
        }

        var currencies = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < drafts.Count; i++)
        {
            var checks = new RuleChecks(FaultPath.Item(path, i), faults);
            if (drafts[i].CurrencyCode is not { Length: 3 } currency || !currency.All(char.IsAsciiLetterUpper))
            {
                checks.Reject("currencyCode", string.IsNullOrEmpty(drafts[i].CurrencyCode) ? FaultCode.Required : FaultCode.Malformed,
                    "must be three upper-case letters of ISO 4217, such as NOK.");
            }
            else if (!currencies.Add(currency))
            {
                checks.Reject("currencyCode", FaultCode.Duplicate, $"{currency} has an earlier benchmark.");
            }

            var cost = checks.Required(
                "costPerEngagement", drafts[i].CostPerEngagement, FitModelLimits.LeastCostPerEngagement, FitModelLimits.MostCostPerEngagement);
            checks.Text("source", drafts[i].Source, FitModelLimits.MaxBenchmarkSourceBytes);
            benchmarks.Add(new CostBenchmark(
                drafts[i].CurrencyCode ?? "", cost, drafts[i].Source ?? "", checks.Year("year", drafts[i].Year)));
        }

        return benchmarks;
    }
}
