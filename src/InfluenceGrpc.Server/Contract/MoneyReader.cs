using System.Globalization;
using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads amounts in the brief's currency.</summary>
internal static class MoneyReader
{
    // Prices in profiles have no smaller part.
    private const decimal Billionth = 0.000000001m;

    /// <summary>The amount, as people write it: 0.1 is a tenth and nothing beside; null where it is at fault.</summary>
    /// <param name="amount">As given.</param>
    /// <param name="path">Its path.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static decimal? Read(double amount, string path, FaultList faults)
    {
        if (amount is >= 0 and <= CampaignLimits.MaxMoney)
        {
            // To 15 digits, so that 0.1 and 0.2 summed up by the caller are 0.3; a greater difference would be another amount.
            var kept = (decimal)amount;
            if (Math.Abs(kept - decimal.Parse(amount.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)) < Billionth)
            {
                return kept;
            }

            faults.Add(path, FaultCode.OutOfRange, string.Create(CultureInfo.InvariantCulture, $"must have at most 15 digits; got {amount:R}."));
            return null;
        }

        faults.Add(path, double.IsFinite(amount) ? FaultCode.OutOfRange : FaultCode.NotFinite, "must lie in [0, 1,000,000,000,000].");
        return null;
    }
}
