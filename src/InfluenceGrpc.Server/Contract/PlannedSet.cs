using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>A set of creators as it was asked about: by profile or by id, at the profile's price or an agreed one.</summary>
/// <param name="Name">Of the plan; empty where there is but one.</param>
/// <param name="Creators">In order, at least one, each id once.</param>
/// <param name="AgreedPrices">By creator id, in the brief's currency.</param>
internal sealed record PlannedSet(
    string Name, IReadOnlyList<V1.PlannedCreator> Creators, IReadOnlyDictionary<string, decimal> AgreedPrices)
{
    /// <summary>The id of each creator.</summary>
    public IEnumerable<string> CreatorIds => Creators.Select(IdOf);

    /// <summary>Whom an entry is about.</summary>
    public static string IdOf(V1.PlannedCreator creator) =>
        creator.CreatorCase == V1.PlannedCreator.CreatorOneofCase.Profile ? creator.Profile.CreatorId : creator.CreatorId;
}
