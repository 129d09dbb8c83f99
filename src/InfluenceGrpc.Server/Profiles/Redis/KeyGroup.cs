namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Items of a call that one command can name.</summary>
/// <param name="Slot">Their slot; 0 where it does not matter.</param>
/// <param name="Items">Which items of the call, in their order.</param>
internal readonly record struct KeyGroup(int Slot, ReadOnlyMemory<int> Items)
{
    /// <summary>The same items in groups of limited size.</summary>
    public IEnumerable<KeyGroup> Split(int most)
    {
        for (var first = 0; first < Items.Length; first += most)
        {
            yield return this with { Items = Items.Slice(first, Math.Min(most, Items.Length - first)) };
        }
    }
}
