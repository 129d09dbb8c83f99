using System.Runtime.CompilerServices;
using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>
/// One DeriveBrief call: config, examples, background, in chunks as large as the server takes them, because it tells of faults
/// by their place in a chunk. Flow control holds the source back; nothing is kept.
/// </summary>
internal sealed class DerivationCall(
    FitService.FitServiceClient client, InfluenceClientOptions clientOptions, DeriveBriefOptions options, ChunkLimits limits)
{
    public static DeriveBriefRequest Examples(Items items) => new() { Examples = new DeriveBriefChunk { Items = items } };

    public static DeriveBriefRequest Background(Items items) => new() { Background = new DeriveBriefChunk { Items = items } };

    public async Task<DeriveBriefResponse> RunAsync(
        IAsyncEnumerable<DeriveBriefRequest> examples, IAsyncEnumerable<DeriveBriefRequest> background, CancellationToken cancellationToken)
    {
        using var call = client.DeriveBrief(new CallOptions(clientOptions.CallHeaders, cancellationToken: cancellationToken));
        try
        {
            await SendAsync(call.RequestStream, examples, background, cancellationToken).ConfigureAwait(false);
            return await call.ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw clientOptions.ExceptionOf(fault);
        }
    }

    /// <summary>Creators in messages within the limits.</summary>
    public async IAsyncEnumerable<DeriveBriefRequest> ChunksAsync<T>(
        IAsyncEnumerable<T> source,
        IChunkEncoder<T, DeriveBriefRequest> encoder,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (items, bytes) = (0, 0);
        await foreach (var item in source.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var more = encoder.Prepare(item);
            if (items > 0 && (items == limits.Items || bytes + more > limits.Bytes))
            {
                // What is taken begins a new message; the item prepared stays so.
                yield return encoder.Take(0);
                (items, bytes) = (0, 0);
            }

            encoder.Append();
            (items, bytes) = (items + 1, bytes + more);
        }

        if (items > 0)
        {
            yield return encoder.Take(0);
        }
    }

    private async Task SendAsync(
        IClientStreamWriter<DeriveBriefRequest> requests,
        IAsyncEnumerable<DeriveBriefRequest> examples,
        IAsyncEnumerable<DeriveBriefRequest> background,
        CancellationToken cancellationToken)
    {
        var config = new DeriveBriefConfig { ModelId = options.ModelId, Title = options.Title, Brand = options.Brand, ReadOptions = options.Read };
        if (!await TryWriteAsync(requests, new DeriveBriefRequest { Config = config }, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        foreach (var part in new[] { examples, background })
        {
            await foreach (var message in part.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                if (!await TryWriteAsync(requests, message, cancellationToken).ConfigureAwait(false))
                {
                    return;
                }
            }
        }

        await requests.CompleteAsync().ConfigureAwait(false);
    }

    // False where the call has ended: its answer tells why.
    private static async Task<bool> TryWriteAsync(
        IClientStreamWriter<DeriveBriefRequest> requests, DeriveBriefRequest message, CancellationToken cancellationToken)
    {
        try
        {
            await requests.WriteAsync(message, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception fault) when (fault is RpcException or InvalidOperationException or IOException or HttpRequestException)
        {
            return false;
        }
    }
}
