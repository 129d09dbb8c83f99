namespace InfluenceGrpc.Core.Creators;

/// <summary>Gender as platforms report it. Numbers equal those of <c>influence.v1.Gender</c>.</summary>
public enum Gender
{
    Unspecified = 0,
    Female = 1,
    Male = 2,
    Other = 3,
}
