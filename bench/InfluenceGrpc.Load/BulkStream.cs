using System.Diagnostics;
using Grpc.Core;

namespace InfluenceGrpc.Load;

/// <summary>A kind of stream, by the messages that it is made of.</summary>
/// <param name="name">What people call it.</param>
/// <param name="chunkItems">Items in a chunk.</param>
/// <param name="open">Begins a call.</param>
/// <param name="config">The first message.</param>
/// <param name="chunk">The chunk of a sequence.</param>
/// <param name="read">What a message of the server's says; null where it says nothing of a chunk.</param>
internal sealed class BulkStream<TRequest, TResponse>(
    string name,
    int chunkItems,
    Func<ChannelBase, CancellationToken, AsyncDuplexStreamingCall<TRequest, TResponse>> open,
    TRequest config,
    Func<ulong, TRequest> chunk,
    Func<TResponse, ChunkAnswer?> read) : Bulk(name, chunkItems)
{
    private const int ChunksAhead = 8;

    public override async Task<BulkCounts> RunAsync(ChannelBase channel, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var call = open(channel, cancellationToken);
        using var ahead = new SemaphoreSlim(ChunksAhead);
        var clock = Stopwatch.StartNew();
        var sending = SendAsync(call.RequestStream, ahead, clock, duration, cancellationToken);
        var (items, failed, whole) = (0L, 0L, 0L);
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            if (read(call.ResponseStream.Current) is { } answer)
            {
                items += answer.Items;
                failed += answer.Failed;
                if (answer.IsWhole)
                {
                    whole++;
                    ahead.Release();
                }
            }
        }

        var sent = await sending;
        if (whole != sent || items != sent * ChunkItems)
        {
            throw new InvalidOperationException($"{Name}: {sent} chunks of {ChunkItems} were sent, {whole} with {items} items were answered.");
        }

        return new(items - failed, failed, clock.Elapsed.TotalSeconds);
    }

    private async Task<long> SendAsync(
        IClientStreamWriter<TRequest> requests, SemaphoreSlim ahead, Stopwatch clock, TimeSpan duration, CancellationToken cancellationToken)
    {
        await requests.WriteAsync(config, cancellationToken);
        long sent = 0;
        while (clock.Elapsed < duration)
        {
            await ahead.WaitAsync(cancellationToken);
            await requests.WriteAsync(chunk((ulong)++sent), cancellationToken);
        }

        await requests.CompleteAsync();
        return sent;
    }
}
