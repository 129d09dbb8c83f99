namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>How much of a component is known. Numbers equal those of <c>influence.v1.ComponentStatus</c>.</summary>
public enum ComponentStatus
{
    Unspecified = 0,
    Known = 1,
    PartlyKnown = 2,
    Imputed = 3,
    Excluded = 4,
    NotAsked = 5,
}
