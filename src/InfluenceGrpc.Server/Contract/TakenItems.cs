namespace InfluenceGrpc.Server.Contract;

/// <summary>What was taken of the items of a batch or chunk, and which of them failed.</summary>
/// <typeparam name="T">What is kept of an item.</typeparam>
/// <param name="Items">One entry an item, in order; null exactly for those that failed.</param>
/// <param name="Failures">Why they failed.</param>
internal sealed record TakenItems<T>(T?[] Items, ItemFailures Failures)
    where T : struct;
