using System.Threading.Channels;
using Grpc.Core;

namespace InfluenceGrpc.Server.Tests.Streams;

/// <summary>What a client takes, message by message: nothing is taken before it is asked for.</summary>
internal sealed class TakenResponses<T> : IServerStreamWriter<T>
{
    private readonly Channel<T> taken = Channel.CreateUnbounded<T>();
    private readonly Channel<bool> wanted = Channel.CreateUnbounded<bool>();
    private bool takesAll;
    private int begun;

    public WriteOptions? WriteOptions { get; set; }

    /// <summary>Messages that the server has begun to send.</summary>
    public int Begun => Volatile.Read(ref begun);

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref begun);
        if (!Volatile.Read(ref takesAll))
        {
            await wanted.Reader.ReadAsync(cancellationToken);
        }

        await taken.Writer.WriteAsync(message, cancellationToken);
    }

    public async Task<T> NextAsync()
    {
        Assert.True(wanted.Writer.TryWrite(true));
        return await taken.Reader.ReadAsync().AsTask().WaitAsync(StreamCall.Patience);
    }

    /// <summary>Takes all that comes.</summary>
    public void TakeAll()
    {
        Volatile.Write(ref takesAll, true);
        Assert.True(wanted.Writer.TryWrite(true));
    }

    /// <summary>All that was taken and not asked for.</summary>
    public IReadOnlyList<T> Rest()
    {
        var rest = new List<T>();
        while (taken.Reader.TryRead(out var message))
        {
            rest.Add(message);
        }

        return rest;
    }
}
