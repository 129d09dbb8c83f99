namespace InfluenceGrpc.Server.Profiles;

/// <summary>What became of reading one profile: found, not there, or not known because the store did not answer.</summary>
internal readonly struct ProfileRead
{
    private ProfileRead(StoredProfile? profile, bool isUnavailable)
    {
        Profile = profile;
        IsUnavailable = isUnavailable;
    }

    /// <summary>There is no such profile: never written, deleted, or of a format that this server does not know.</summary>
    public static ProfileRead NotFound => default;

    /// <summary>The store did not answer, or not in time.</summary>
    public static ProfileRead Unavailable => new(null, isUnavailable: true);

    /// <summary>The profile; null where there is none or the store did not answer.</summary>
    public StoredProfile? Profile { get; }

    /// <summary>Whether the store did not answer.</summary>
    public bool IsUnavailable { get; }

    /// <summary>The profile is there.</summary>
    public static ProfileRead Found(StoredProfile profile) => new(profile, isUnavailable: false);
}
