namespace InfluenceGrpc.Core.Creators;

/// <summary>Where a creator publishes. Numbers equal those of <c>influence.v1.Platform</c>.</summary>
public enum Platform
{
    /// <summary>Not known, or (of a scheme) any.</summary>
    Unspecified = 0,
    Instagram = 1,
    TikTok = 2,
    YouTube = 3,
    X = 4,
    Facebook = 5,
    Twitch = 6,
    LinkedIn = 7,
    Pinterest = 8,
    Snapchat = 9,
    Threads = 10,

    /// <summary>Known, and none of the above.</summary>
    Other = 15,
}
