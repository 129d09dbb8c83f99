using System.Threading.Channels;
using Grpc.Core;

namespace InfluenceGrpc.Server.Tests.Streams;

/// <summary>What a client sends, as a stream reads it.</summary>
internal sealed class OfferedRequests<T> : IAsyncStreamReader<T>
    where T : class
{
    private readonly Channel<T> sent = Channel.CreateUnbounded<T>();

    public T Current { get; private set; } = null!;

    public void Send(params ReadOnlySpan<T> messages)
    {
        foreach (var message in messages)
        {
            Assert.True(sent.Writer.TryWrite(message));
        }
    }

    public void Complete() => sent.Writer.Complete();

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        if (!await sent.Reader.WaitToReadAsync(cancellationToken) || !sent.Reader.TryRead(out var message))
        {
            return false;
        }

        Current = message;
        return true;
    }
}
