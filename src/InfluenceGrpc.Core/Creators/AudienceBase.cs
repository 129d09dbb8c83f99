namespace InfluenceGrpc.Core.Creators;

/// <summary>Whom the audience figures describe.</summary>
public enum AudienceBase
{
    Unspecified = 0,

    /// <summary>All followers.</summary>
    Followers = 1,

    /// <summary>Those who engage.</summary>
    Engaged = 2,
}
