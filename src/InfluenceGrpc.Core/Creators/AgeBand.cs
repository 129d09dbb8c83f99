namespace InfluenceGrpc.Core.Creators;

/// <summary>An age band in years, both ends included. Numbers equal those of <c>influence.v1.AgeBand</c>.</summary>
public enum AgeBand
{
    Unspecified = 0,
    From13To17 = 1,
    From18To24 = 2,
    From25To34 = 3,
    From35To44 = 4,
    From45To54 = 5,
    From55To64 = 6,
    From65 = 7,
}
