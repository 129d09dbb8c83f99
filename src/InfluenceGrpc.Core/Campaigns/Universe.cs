using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Campaigns;

/// <summary>The target: all the people whom a campaign wants to reach.</summary>
public sealed class Universe
{
    internal Universe(AudienceDimension? dimension, IReadOnlyList<UniverseSegment> segments)
    {
        Dimension = dimension;
        Segments = segments;
        People = segments.Sum(segment => segment.People);
    }

    /// <summary>How many they are, [1, 10^10].</summary>
    public double People { get; }

    /// <summary>What the segments are told apart by; null where the target is one whole.</summary>
    public AudienceDimension? Dimension { get; }

    /// <summary>In the order given, none covering another; of a target that is one whole, that whole, with an empty key.</summary>
    public IReadOnlyList<UniverseSegment> Segments { get; }
}
