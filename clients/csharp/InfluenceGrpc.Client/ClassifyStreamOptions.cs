using Influence.V1;

namespace InfluenceGrpc.Client;

/// <summary>What to classify under, and how much to have under way.</summary>
public sealed class ClassifyStreamOptions : StreamOptions
{
    /// <summary>Schemes to classify under; null means the server's default.</summary>
    public TierSchemeSelection? Schemes { get; set; }

    /// <summary>Ask for the distance to the nearest bound of each item.</summary>
    public bool BoundaryMargins { get; set; }

    /// <summary>Ask why items have no tier.</summary>
    public bool UnrankedReasons { get; set; }

    /// <summary>The platform of all creators, with follower counts; profiles carry their own instead.</summary>
    public Platform Platform { get; set; }

    /// <summary>How profiles are read, where items are ids; null means all as by default.</summary>
    public ReadOptions? Read { get; set; }
}
