using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>
/// One call of the stream: sends what the window holds while the consumer reads the answers. It ends with the call;
/// the window outlives it.
/// </summary>
internal sealed class ChunkConnection<T> : IAsyncDisposable
{
    private readonly AsyncDuplexStreamingCall<StreamClassifyTiersRequest, StreamClassifyTiersResponse> call;
    private readonly CancellationTokenSource ending;
    private readonly ChunkWindow<T> window;
    private readonly Action<HeldChunk<T>> onSent;
    private Task sending = Task.CompletedTask;

    private ChunkConnection(
        AsyncDuplexStreamingCall<StreamClassifyTiersRequest, StreamClassifyTiersResponse> call,
        CancellationTokenSource ending,
        ChunkWindow<T> window,
        Action<HeldChunk<T>> onSent)
    {
        this.call = call;
        this.ending = ending;
        this.window = window;
        this.onSent = onSent;
    }

    /// <summary>Opens a call and waits until the server has accepted the config.</summary>
    /// <exception cref="RpcException">The server refused, or is not there.</exception>
    public static async Task<(ChunkConnection<T> Connection, StreamAccepted Accepted)> OpenAsync(
        TierService.TierServiceClient client,
        CallOptions callOptions,
        StreamClassifyTiersConfig config,
        Func<StreamAccepted, ChunkWindow<T>> windowFor,
        Action<HeldChunk<T>> onSent,
        CancellationToken cancellationToken)
    {
        var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stream = client.StreamClassifyTiers(callOptions.WithCancellationToken(end.Token));
        try
        {
            await WriteConfigAsync(stream, config).ConfigureAwait(false);
            if (!await stream.ResponseStream.MoveNext(end.Token).ConfigureAwait(false))
            {
                throw StreamFaults.Cut();
            }

            var accepted = stream.ResponseStream.Current.Accepted
                ?? throw InfluenceException.Protocol("The server did not begin the stream with StreamAccepted.");
            return (new ChunkConnection<T>(stream, end, windowFor(accepted), onSent), accepted);
        }
        catch
        {
            stream.Dispose();
            end.Dispose();
            throw;
        }
    }

    /// <summary>Begins to send the window's chunks.</summary>
    public void StartSending() => sending = SendAsync(ending.Token);

    /// <summary>The next answer; null once the server has answered everything and ended the call in order.</summary>
    /// <exception cref="RpcException">The call ended any other way.</exception>
    public async ValueTask<StreamClassifyTiersChunkResult?> ReadAsync()
    {
        var complete = false;
        while (await call.ResponseStream.MoveNext(ending.Token).ConfigureAwait(false))
        {
            var response = call.ResponseStream.Current;
            switch (response.MessageCase)
            {
                case StreamClassifyTiersResponse.MessageOneofCase.Result:
                    return response.Result;
                case StreamClassifyTiersResponse.MessageOneofCase.Summary:
                    // The status that follows decides: of an incomplete one, and why.
                    complete = response.Summary.Complete;
                    break;
                default:
                    throw InfluenceException.Protocol($"The server sent {response.MessageCase} amid the stream.");
            }
        }

        return complete && window.IsDone ? null : throw StreamFaults.Cut();
    }

    /// <summary>Ends the call, and waits until nothing more is sent.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync().ConfigureAwait(false);
        call.Dispose();
        await sending.ConfigureAwait(false);
        ending.Dispose();
    }

    private static async Task WriteConfigAsync(
        AsyncDuplexStreamingCall<StreamClassifyTiersRequest, StreamClassifyTiersResponse> stream, StreamClassifyTiersConfig config)
    {
        try
        {
            await stream.RequestStream.WriteAsync(new StreamClassifyTiersRequest { Config = config }).ConfigureAwait(false);
        }
        catch (Exception fault) when (IsOfTheCall(fault))
        {
            // Reading tells why the call has ended.
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await window.NextToSendAsync(cancellationToken).ConfigureAwait(false) is { } chunk)
            {
                onSent(chunk);
                await call.RequestStream.WriteAsync(chunk.Message, cancellationToken).ConfigureAwait(false);
            }

            await call.RequestStream.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception fault) when (IsOfTheCall(fault))
        {
            // Reading tells why the call has ended.
        }
    }

    private static bool IsOfTheCall(Exception fault) =>
        fault is RpcException or OperationCanceledException or InvalidOperationException or IOException;
}
