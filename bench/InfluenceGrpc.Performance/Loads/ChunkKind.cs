namespace InfluenceGrpc.Performance.Loads;

/// <summary>A kind of stream: what is asked in it over and over, and what has to be answered.</summary>
/// <param name="Service">Full name of the service.</param>
/// <param name="Method">Name of the method.</param>
/// <param name="Config">The first message's config.</param>
/// <param name="Items">Items in each chunk.</param>
/// <param name="Bodies">What chunks hold beside their sequence; they take turns.</param>
/// <param name="Judge">Holds the messages that answer a body, by its number, against the rules; throws where one is wrong.</param>
internal sealed record ChunkKind(
    string Service, string Method, byte[] Config, int Items, IReadOnlyList<byte[]> Bodies, Action<int, IReadOnlyList<byte[]>> Judge)
{
    /// <summary>Makes a body anew, by its number, where no two chunks may be the same; null where they may.</summary>
    public Func<int, byte[]>? Renew { get; init; }

    /// <summary>Whether answers say the sequence a second time, which takes a byte more from 128 on.</summary>
    public bool SaysSequenceTwice { get; init; }
}
