using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Creators;

/// <summary>Checks <c>prices</c>.</summary>
internal static class PriceValidator
{
    public static Price[] Validate(IReadOnlyList<PriceDraft>? drafts, FaultList faults)
    {
        if (drafts is null || drafts.Count == 0)
        {
            return [];
        }

        if (drafts.Count > ProfileLimits.MaxPrices)
        {
            faults.Add("prices", FaultCode.TooMany, $"must be at most {ProfileLimits.MaxPrices}; got {drafts.Count}.");
            return [];
        }

        var seen = new HashSet<(Deliverable, string?)>();
        var prices = new Price[drafts.Count];
        for (var i = 0; i < prices.Length; i++)
        {
            prices[i] = Read(drafts[i], FaultPath.Item("prices", i), faults);
            if (!seen.Add((drafts[i].Deliverable, drafts[i].CurrencyCode)))
            {
                faults.Add(FaultPath.Item("prices", i), FaultCode.Duplicate, "gives a second price for the same deliverable and currency.");
            }
        }

        return prices;
    }

    private static Price Read(PriceDraft draft, string path, FaultList faults)
    {
        if (draft.Deliverable == Deliverable.Unspecified)
        {
            faults.Add($"{path}.deliverable", FaultCode.Required, "must be given.");
        }
        else if (!Enum.IsDefined(draft.Deliverable))
        {
            faults.Add($"{path}.deliverable", FaultCode.UnknownValue, $"is not a known deliverable; got {(int)draft.Deliverable}.");
        }

        if (draft.Units is not { } units)
        {
            faults.Add($"{path}.amount", FaultCode.Required, "must be given.");
            return new Price { CurrencyCode = "" };
        }

        if (draft.CurrencyCode is not { Length: 3 } || !draft.CurrencyCode.All(char.IsAsciiLetterUpper))
        {
            faults.Add($"{path}.amount.currencyCode", FaultCode.Malformed, "must be three upper-case letters of ISO 4217, such as NOK.");
        }

        if (units < 0)
        {
            faults.Add($"{path}.amount.units", FaultCode.OutOfRange, $"must be 0 or more; got {units}.");
        }

        if (draft.Nanos is < 0 or > 999_999_999)
        {
            faults.Add($"{path}.amount.nanos", FaultCode.OutOfRange, $"must lie in [0, 999999999]; got {draft.Nanos}.");
        }

        return new Price
        {
            Deliverable = draft.Deliverable,
            Amount = units + (draft.Nanos / 1_000_000_000m),
            CurrencyCode = draft.CurrencyCode ?? "",
        };
    }
}
