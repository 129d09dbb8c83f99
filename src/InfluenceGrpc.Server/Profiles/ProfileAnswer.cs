namespace InfluenceGrpc.Server.Profiles;

/// <summary>What looking one creator up came to.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Profile">
/// The profile; not null exactly for <see cref="LookupOutcome.Present"/>, <see cref="LookupOutcome.OutsideMaxAge"/> and
/// <see cref="LookupOutcome.Degraded"/>.
/// </param>
internal readonly record struct ProfileAnswer(LookupOutcome Outcome, StoredProfile? Profile = null)
{
    /// <summary>Whether the caller takes the profile that was found.</summary>
    public bool IsUsable(ReadWish wish) =>
        Outcome is LookupOutcome.Present or LookupOutcome.Degraded || (Outcome == LookupOutcome.OutsideMaxAge && wish.AllowStale);

    /// <summary>
    /// How old a profile is: since it was observed, or since it was written where it does not say. A time to come, as
    /// clocks that differ may give, makes it new.
    /// </summary>
    public static TimeSpan AgeOf(StoredProfile profile, DateTimeOffset now) => now - (profile.ObservedAt ?? profile.StoredAt);
}
