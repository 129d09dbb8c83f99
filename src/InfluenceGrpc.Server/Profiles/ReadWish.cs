namespace InfluenceGrpc.Server.Profiles;

/// <summary>Which profiles a caller takes.</summary>
/// <param name="MaxAge">How long ago a profile may have been observed, at least 0.</param>
/// <param name="AllowStale">Whether older ones are taken all the same.</param>
/// <param name="AllowDegraded">Whether ones in memory are taken while the store does not answer.</param>
internal readonly record struct ReadWish(TimeSpan MaxAge, bool AllowStale, bool AllowDegraded);
