using System.Diagnostics;
using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.LookupBench;

/// <summary>Asks a server for the tiers of creators by id, as fast as it answers.</summary>
internal static class TierLoad
{
    private const int ChunksAhead = 8;

    /// <summary>Streams chunks for a while.</summary>
    /// <param name="channel">To the server.</param>
    /// <param name="chunks">What to ask for, over and over.</param>
    /// <param name="seconds">How long.</param>
    /// <returns>Items answered, and how long that took in seconds.</returns>
    /// <exception cref="InvalidOperationException">An item was not answered with a tier.</exception>
    public static async Task<(long Items, double Seconds)> StreamAsync(ChannelBase channel, IReadOnlyList<CreatorIds> chunks, double seconds)
    {
        using var call = new TierService.TierServiceClient(channel).StreamClassifyTiers();
        await call.RequestStream.WriteAsync(new StreamClassifyTiersRequest { Config = new StreamClassifyTiersConfig() });
        await call.ResponseStream.MoveNext(CancellationToken.None);
        using var ahead = new SemaphoreSlim(ChunksAhead);
        var clock = Stopwatch.StartNew();
        var sending = SendAsync(call.RequestStream, chunks, ahead, clock, seconds);
        long items = 0;
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            if (call.ResponseStream.Current.Result is not { } result)
            {
                break;
            }

            items += result.Tiers?.ItemCount ?? throw new InvalidOperationException(result.Status.Message);
            if (result.Tiers.Errors.FirstOrDefault() is { } errors)
            {
                throw new InvalidOperationException($"{errors.Indexes.Count} items failed: {errors.Status.Message}");
            }

            ahead.Release();
        }

        var took = clock.Elapsed.TotalSeconds;
        await sending;
        return (items, took);
    }

    private static async Task SendAsync(
        IClientStreamWriter<StreamClassifyTiersRequest> requests, IReadOnlyList<CreatorIds> chunks, SemaphoreSlim ahead, Stopwatch clock, double seconds)
    {
        for (ulong sequence = 1; clock.Elapsed.TotalSeconds < seconds; sequence++)
        {
            await ahead.WaitAsync();
            var ids = chunks[(int)(sequence % (ulong)chunks.Count)];
            await requests.WriteAsync(new StreamClassifyTiersRequest
            {
                Chunk = new StreamClassifyTiersChunk { Sequence = sequence, Items = new Items { Ids = ids } },
            });
        }

        await requests.CompleteAsync();
    }
}
