namespace InfluenceGrpc.Core.Creators;

/// <summary>One age band of an audience.</summary>
public sealed record AgeShare
{
    internal AgeShare()
    {
    }

    /// <summary>Youngest age in the band, whole years, inclusive.</summary>
    public uint MinAge { get; init; }

    /// <summary>Oldest age in the band, whole years, inclusive; null when the band is open.</summary>
    public uint? MaxAge { get; init; }

    /// <summary>Share of the audience, [0, 1].</summary>
    public double Share { get; init; }
}
