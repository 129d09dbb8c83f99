using System.Collections.Concurrent;
using Influence.V1;

namespace InfluenceGrpc.Client.Tests.Scripted;

/// <summary>What one stream of the scripted server saw.</summary>
internal sealed class StreamLog
{
    private readonly ConcurrentQueue<StreamClassifyTiersChunk> chunks = new();

    public IReadOnlyList<StreamClassifyTiersChunk> Chunks => [.. chunks];

    public ulong LastAnswered { get; set; }

    /// <summary>The call is over, in whatever way.</summary>
    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Received(StreamClassifyTiersChunk chunk) => chunks.Enqueue(chunk);
}
