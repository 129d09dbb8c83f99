namespace InfluenceGrpc.Core.Creators;

/// <summary>Content categories of the GARM Brand Safety Floor (World Federation of Advertisers, 2020). Numbers equal those of
/// <c>influence.v1.SafetyFlag</c>.</summary>
public enum SafetyFlag
{
    Unspecified = 0,
    Adult = 1,
    Arms = 2,
    Crime = 3,
    DeathInjury = 4,
    Piracy = 5,
    Hate = 6,
    Obscenity = 7,
    Drugs = 8,
    Spam = 9,
    Terrorism = 10,
    SensitiveIssues = 11,
    Misinformation = 12,
}
