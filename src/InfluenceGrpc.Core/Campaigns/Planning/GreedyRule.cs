namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>What a greedy search takes next.</summary>
internal enum GreedyRule
{
    /// <summary>Who adds most per unit of currency.</summary>
    GainPerPrice = 0,

    /// <summary>Who adds most.</summary>
    Gain = 1,

    /// <summary>Who adds most per share of the room taken, budget and number of creators together.</summary>
    GainPerRoom = 2,
}
