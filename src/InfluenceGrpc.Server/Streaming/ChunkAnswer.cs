using Google.Protobuf;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Streaming;

/// <summary>The answer to one chunk, and what it counts for in the stream's summary.</summary>
/// <param name="Responses">The messages to send, at least one; gone through once, while they are sent.</param>
/// <param name="Items">Items answered; 0 where the chunk was refused.</param>
/// <param name="Failed">Of them, items with an error of their own.</param>
/// <param name="Refused">Whether the chunk was refused as a whole.</param>
/// <param name="Bytes">About how much memory it takes until it is sent; of an answer under way with that of its chunk.</param>
internal readonly record struct ChunkAnswer<TResponse>(IEnumerable<TResponse> Responses, int Items, int Failed, bool Refused, long Bytes);

/// <summary>Makes answers to chunks.</summary>
internal static class ChunkAnswer
{
    /// <summary>Most bytes of memory that an answer takes in one message.</summary>
    public const long MostBytes = BytesOfSerialized * LimitOptions.MaxAnswerBytes;

    // Numbers of a byte on the wire have four in memory.
    private const long BytesOfSerialized = 4;

    /// <summary>About how much memory an answer takes until it is sent.</summary>
    public static long BytesOf(IMessage response) => BytesOfSerialized * response.CalculateSize();

    /// <summary>An answer in one message that is there already.</summary>
    public static ChunkAnswer<TResponse> Of<TResponse>(TResponse response, int items, int failed)
        where TResponse : IMessage => new([response], items, failed, Refused: false, BytesOf(response));

    /// <summary>An answer in bulk.</summary>
    public static ChunkAnswer<BulkAnswer<TResponse>> Of<TResponse>(BulkAnswer<TResponse> answer, int items, int failed)
        where TResponse : class => new([answer], items, failed, Refused: false, BytesOf(answer));

    /// <summary>Says why a chunk was refused, where chunks are answered in bulk.</summary>
    public static ChunkAnswer<BulkAnswer<TResponse>> Refusal<TResponse>(BulkAnswer<TResponse> answer)
        where TResponse : class => new([answer], Items: 0, Failed: 0, Refused: true, BytesOf(answer));

    /// <summary>Says why a chunk was refused.</summary>
    public static ChunkAnswer<TResponse> Refusal<TResponse>(TResponse response)
        where TResponse : IMessage => new([response], Items: 0, Failed: 0, Refused: true, BytesOf(response));

    private static long BytesOf<TResponse>(BulkAnswer<TResponse> answer)
        where TResponse : class => BytesOfSerialized * answer.Length;
}
