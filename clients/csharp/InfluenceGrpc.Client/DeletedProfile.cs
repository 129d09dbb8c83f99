using Influence.V1;

namespace InfluenceGrpc.Client;

/// <summary>What became of a profile to delete.</summary>
/// <param name="CreatorId">Whose profile.</param>
/// <param name="Outcome">
/// Unspecified where it failed. One that was sent twice, because the store did not answer the first time, is NOT_FOUND
/// where the store had deleted it all the same.
/// </param>
/// <param name="Error">Why it failed; null where it did not.</param>
public sealed record DeletedProfile(string CreatorId, DeleteOutcome Outcome, InfluenceError? Error);
