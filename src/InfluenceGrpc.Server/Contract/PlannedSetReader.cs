using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Faults;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reads sets of creators. What is wrong with a profile or an id fails that creator alone, later on; what is wrong with the
/// set is told here.</summary>
internal static class PlannedSetReader
{
    /// <summary>The set; what is wrong with it goes to <paramref name="faults"/>.</summary>
    /// <param name="name">Of the plan; empty where there is but one.</param>
    /// <param name="sent">As given.</param>
    /// <param name="hasCost">Whether the brief says in which currency prices are.</param>
    /// <param name="path">Path of the list.</param>
    /// <param name="faults">Takes what is wrong.</param>
    public static PlannedSet Read(string name, IReadOnlyList<V1.PlannedCreator> sent, bool hasCost, string path, FaultList faults)
    {
        var prices = new Dictionary<string, decimal>(StringComparer.Ordinal);
        if (sent.Count > CampaignLimits.MaxCreators)
        {
            faults.Add(path, FaultCode.TooMany, $"must be at most {CampaignLimits.MaxCreators}; got {sent.Count}.");

            // None of them is looked at by itself, but who they are still tells whom overlaps are about.
            return new PlannedSet(name, sent, prices);
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < sent.Count; i++)
        {
            var at = FaultPath.Item(path, i);
            if (sent[i].CreatorCase == V1.PlannedCreator.CreatorOneofCase.None)
            {
                faults.Add(at, FaultCode.Required, "must hold profile or creatorId.");
                continue;
            }

            var id = PlannedSet.IdOf(sent[i]);

            // Two without an id are not the same creator: each fails by itself.
            if (id.Length > 0 && !ids.Add(id))
            {
                faults.Add(at, FaultCode.Duplicate, $"{FaultPath.Quote(id)} is in the set already.");
            }

            if (sent[i].HasPrice && ReadPrice(sent[i].Price, hasCost, FaultPath.Join(at, "price"), faults) is { } price)
            {
                prices[id] = price;
            }
        }

        return new PlannedSet(name, sent, prices);
    }

    private static decimal? ReadPrice(double price, bool hasCost, string path, FaultList faults)
    {
        if (!hasCost)
        {
            faults.Add(path, FaultCode.NotAllowed, "must be left out where the brief has no cost: nothing says in which currency it is.");
        }

        return MoneyReader.Read(price, path, faults);
    }
}
