namespace InfluenceGrpc.Server.Profiles;

/// <summary>
/// Who wins between a write and what is stored. The one place that decides it; the Redis script says the same in Lua,
/// and the tests of the stores hold both to it.
/// </summary>
/// <remarks>
/// 1. Against nothing, every write wins.
/// 2. Against a tombstone, a profile wins with a higher version only; a deletion leaves the higher version of the two.
/// 3. Against a profile, a profile wins with a higher version, or where both are 0; the same version is unchanged.
/// 4. Against a profile, a deletion wins with the same version or a higher one, or where it deletes any version.
/// 5. Whatever is written brings its own lifetime. An unchanged write prolongs the lifetime of what is stored to its own,
///    and never shortens it: who imports the same versions every night loses no creator. A superseded write leaves it alone,
///    or old news would keep alive what nobody has confirmed.
/// </remarks>
internal static class WriteRule
{
    /// <summary>What becomes of a write.</summary>
    /// <param name="write">The header of what is to be written.</param>
    /// <param name="deletesAnyVersion">Whether it is a deletion of whatever is there.</param>
    /// <param name="stored">The header of what is stored; null where nothing is.</param>
    /// <returns>One of applied, unchanged, superseded, deleted and not found.</returns>
    public static WriteResult Decide(ProfileHeader write, bool deletesAnyVersion, ProfileHeader? stored) =>
        write.IsTombstone ? Delete(write, deletesAnyVersion, stored) : Put(write, stored);

    /// <summary>The version that a tombstone is to carry once it is decided that it is written.</summary>
    public static ulong TombstoneVersion(ProfileHeader write, bool deletesAnyVersion, ProfileHeader? stored) =>
        deletesAnyVersion ? stored?.Version ?? write.Version : Math.Max(write.Version, stored?.Version ?? 0);

    private static WriteResult Put(ProfileHeader write, ProfileHeader? stored) =>
        stored is not { } old || write.Version > old.Version || (write.Version == 0 && old.Version == 0 && !old.IsTombstone) ? WriteResult.Applied
        : write.Version == old.Version && !old.IsTombstone ? WriteResult.Unchanged
        : WriteResult.Superseded;

    private static WriteResult Delete(ProfileHeader write, bool deletesAnyVersion, ProfileHeader? stored) =>
        stored is not { IsTombstone: false } old ? WriteResult.NotFound
        : deletesAnyVersion || write.Version >= old.Version ? WriteResult.Deleted
        : WriteResult.Superseded;
}
