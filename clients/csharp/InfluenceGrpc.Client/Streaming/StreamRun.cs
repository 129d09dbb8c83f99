namespace InfluenceGrpc.Client.Streaming;

/// <summary>Begins a session; whoever enumerates it disposes of it.</summary>
internal delegate IAsyncEnumerator<TChunk> StreamRun<out TChunk>(SessionCounts counts, CancellationToken cancellationToken);
