using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads amounts in the brief's currency.</summary>
internal static class MoneyReader
{
    /// <summary>The amount, as people write it: 0.1 is a tenth and nothing beside; null where it is at fault.</summary>
    /// <param name="amount">As given.</param>
    /// <param name="path">Its path.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static decimal? Read(double amount, string path, FaultList faults)
    {
        if (amount is >= 0 and <= CampaignLimits.MaxMoney)
        {
            return (decimal)amount;
        }

        faults.Add(path, double.IsFinite(amount) ? FaultCode.OutOfRange : FaultCode.NotFinite, "must lie in [0, 1,000,000,000,000].");
        return null;
    }
}
