using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Server.Contract;

/// <summary>The items of a batch or chunk as read.</summary>
/// <param name="Items">What to classify; failed items are marked.</param>
/// <param name="Failures">Why they failed.</param>
/// <param name="AreIds">Whether they were sent as ids, and each answer says where its data came from.</param>
internal sealed record TierItemsReading(TierItems Items, ItemFailures Failures, bool AreIds);
