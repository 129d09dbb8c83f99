namespace InfluenceGrpc.Core.Creators;

/// <summary>What an engagement rate divides by. Numbers equal those of <c>influence.v1.EngagementBasis</c>.</summary>
public enum EngagementBasis
{
    Unspecified = 0,

    /// <summary>Engagements a post / followers.</summary>
    Followers = 1,

    /// <summary>Engagements a post / accounts that saw it.</summary>
    Reach = 2,

    /// <summary>Engagements a post / views.</summary>
    Views = 3,
}
