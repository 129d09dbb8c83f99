using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Server.Contract;

/// <summary>The items of a batch or chunk as read.</summary>
/// <param name="Items">What to classify; failed items are marked.</param>
/// <param name="Failures">Why they failed.</param>
/// <param name="DataStatuses">Where each item's data came from, where items were sent as ids; null where they were not.</param>
internal sealed record TierItemsReading(TierItems Items, ItemFailures Failures, Influence.V1.DataStatus[]? DataStatuses);
