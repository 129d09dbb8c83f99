namespace InfluenceGrpc.Server.Streaming;

/// <summary>The answer to one chunk, and what it counts for in the stream's summary.</summary>
/// <param name="Responses">The messages to send, at least one; gone through once, while they are sent.</param>
/// <param name="Items">Items answered; 0 where the chunk was refused.</param>
/// <param name="Failed">Of them, items with an error of their own.</param>
/// <param name="Refused">Whether the chunk was refused as a whole.</param>
internal readonly record struct ChunkAnswer<TResponse>(IEnumerable<TResponse> Responses, int Items, int Failed, bool Refused);
