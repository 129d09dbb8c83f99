namespace InfluenceGrpc.Client;

/// <summary>An item that failed.</summary>
/// <param name="Item">Its number in the chunk, from 0.</param>
/// <param name="Error">Why.</param>
public readonly record struct ItemFailure(int Item, InfluenceError Error);
