namespace InfluenceGrpc.Core.Fit;

/// <summary>The parts that a score is made of, each in [0, 1]. Numbers equal those of <c>influence.v1.FitComponent</c>, and
/// those of the sections of step 2 of the scoring model.</summary>
public enum FitComponent
{
    Unspecified = 0,
    Niche = 1,
    Audience = 2,
    Engagement = 3,
    Credibility = 4,
    Affinity = 5,
    Proximity = 6,
    Responsiveness = 7,
    Cost = 8,
    Concentration = 9,
    Size = 10,
}
