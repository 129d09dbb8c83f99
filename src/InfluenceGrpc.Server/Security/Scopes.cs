namespace InfluenceGrpc.Server.Security;

/// <summary>What a caller may ask for.</summary>
[Flags]
internal enum Scopes
{
    None = 0,

    /// <summary>Tiers.</summary>
    Classify = 1,

    /// <summary>Fit scores, rankings and derived briefs.</summary>
    Score = 2,

    /// <summary>Profiles that the server keeps.</summary>
    ProfilesRead = 4,

    /// <summary>Writing and deleting profiles.</summary>
    ProfilesWrite = 8,

    /// <summary>Reach, comparisons and plans.</summary>
    Plan = 16,

    All = Classify | Score | ProfilesRead | ProfilesWrite | Plan,
}
