namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>How candidates were kept. Numbers equal those of <c>influence.v1.PlanMethod</c>.</summary>
public enum PlanMethod
{
    Unspecified = 0,

    /// <summary>All of them, to the end.</summary>
    AllKept = 1,

    /// <summary>Those that looked best, and sets that were built while the others came by.</summary>
    Sieved = 2,
}
