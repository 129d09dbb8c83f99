using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>
/// One call of the stream: sends what the window holds while the consumer reads the answers. It ends with the call;
/// the window outlives it.
/// </summary>
internal sealed class ChunkConnection<T, TRequest, TResponse, TChunk> : IAsyncDisposable
    where TRequest : class
    where TResponse : class
    where TChunk : AnsweredChunk
{
    private readonly StreamShape<T, TRequest, TResponse, TChunk> shape;
    private readonly AsyncDuplexStreamingCall<TRequest, TResponse> call;
    private readonly CancellationTokenSource ending;
    private readonly ChunkWindow<T, TRequest> window;
    private readonly Action<HeldChunk<T, TRequest>> onSent;
    private Task sending = Task.CompletedTask;

    private ChunkConnection(
        StreamShape<T, TRequest, TResponse, TChunk> shape,
        AsyncDuplexStreamingCall<TRequest, TResponse> call,
        CancellationTokenSource ending,
        ChunkWindow<T, TRequest> window,
        Action<HeldChunk<T, TRequest>> onSent)
    {
        this.shape = shape;
        this.call = call;
        this.ending = ending;
        this.window = window;
        this.onSent = onSent;
    }

    /// <summary>Opens a call, waits until the server has accepted the config, and begins to send the window's chunks.</summary>
    /// <exception cref="RpcException">The server refused, or is not there.</exception>
    /// <exception cref="InfluenceException">The server does not answer as the connections before it.</exception>
    public static async Task<ChunkConnection<T, TRequest, TResponse, TChunk>> OpenAsync(
        StreamShape<T, TRequest, TResponse, TChunk> shape,
        CallOptions callOptions,
        Func<StreamAccepted, ChunkWindow<T, TRequest>> windowFor,
        Action<HeldChunk<T, TRequest>> onSent,
        CancellationToken cancellationToken)
    {
        var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var stream = shape.Call(callOptions.WithCancellationToken(end.Token));
        try
        {
            await WriteConfigAsync(stream, shape.Config).ConfigureAwait(false);
            if (!await stream.ResponseStream.MoveNext(end.Token).ConfigureAwait(false))
            {
                throw StreamFaults.Cut();
            }

            var accepted = shape.AcceptedOf(stream.ResponseStream.Current)
                ?? throw InfluenceException.Protocol("The server did not begin the stream with StreamAccepted.");
            shape.Accept(accepted);
            var opened = new ChunkConnection<T, TRequest, TResponse, TChunk>(shape, stream, end, windowFor(accepted), onSent);
            opened.sending = opened.SendAsync(end.Token);
            return opened;
        }
        catch
        {
            stream.Dispose();
            end.Dispose();
            throw;
        }
    }

    /// <summary>The next result; null once the server has answered everything and ended the call in order.</summary>
    /// <exception cref="RpcException">The call ended any other way.</exception>
    public async ValueTask<TResponse?> ReadAsync()
    {
        var complete = false;
        while (await call.ResponseStream.MoveNext(ending.Token).ConfigureAwait(false))
        {
            var response = call.ResponseStream.Current;
            if (shape.SummaryOf(response) is { } summary)
            {
                // The status that follows decides: of an incomplete one, and why.
                complete = summary.Complete;
                continue;
            }

            if (shape.TakeAside(response))
            {
                continue;
            }

            return shape.SequenceOf(response) > 0
                ? response
                : throw InfluenceException.Protocol("The server sent a message amid the stream that is neither result nor summary.");
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

    private static async Task WriteConfigAsync(AsyncDuplexStreamingCall<TRequest, TResponse> stream, TRequest config)
    {
        try
        {
            await stream.RequestStream.WriteAsync(config).ConfigureAwait(false);
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
        fault is RpcException or OperationCanceledException or InvalidOperationException or IOException or HttpRequestException;
}
