using System.Threading.Channels;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Streaming;

/// <summary>
/// The one implementation of the rules of streams (stream.proto), used by every bidirectional rpc.
/// </summary>
/// <remarks>
/// Two loops share a call. The reader takes a place among the chunks in flight, reads a chunk, starts its answer and
/// queues it; the writer takes answers off the queue in order, sends each and frees its place. While every place is
/// taken nobody reads, so HTTP/2 flow control holds the client back. The reader may end for four reasons (the client
/// is done, a broken envelope, shutdown, the call was cancelled); in the first three the writer still sends the
/// answers to all chunks in hand before the call ends, and in the first what concludes the stream.
/// </remarks>
internal sealed class ChunkStream<TRequest, TResponse, TConfig, TChunk>(
    StreamShape<TRequest, TResponse, TConfig, TChunk> shape,
    LimitOptions limits,
    Drain drain,
    ChunkShare share,
    ProcessorPlaces processors,
    TimeProvider time)
    where TConfig : class
    where TChunk : class
{
    /// <summary>Runs a call from its first message to its last.</summary>
    /// <param name="requests">What the client sends.</param>
    /// <param name="responses">What it is sent.</param>
    /// <param name="open">Makes of the config what answers the chunks; throws RpcException where it is at fault.</param>
    /// <param name="context">The call's.</param>
    /// <exception cref="RpcException">The envelope is broken, the stream lay still, or the server shuts down.</exception>
    public Task RunAsync(
        IAsyncStreamReader<TRequest> requests,
        IServerStreamWriter<TResponse> responses,
        Func<TConfig, IChunkAnswerer<TChunk, TResponse>> open,
        ServerCallContext context) =>
        RunAsync(requests, responses, (config, _) => ValueTask.FromResult(open(config)), context);

    /// <summary>As the other, where making what answers the chunks takes a look-up; the token ends it with the call.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<TRequest> requests,
        IServerStreamWriter<TResponse> responses,
        Func<TConfig, CancellationToken, ValueTask<IChunkAnswerer<TChunk, TResponse>>> open,
        ServerCallContext context)
    {
        using var activity = new ActivityWatch(limits.StreamInactivity, time, context.CancellationToken);
        WatchedBody.Of(context.GetHttpContext()).Watch = activity;
        try
        {
            var config = await ReadConfigAsync(requests, activity);
            var answerer = await open(config, activity.Token);

            // The config is kept while the stream lasts.
            var chunks = new ChunksUnderWay<TChunk, TResponse>(answerer, processors, context.GetHttpContext());
            chunks.KeepMessage();
            var accepted = answerer.Describe();
            accepted.Limits = LimitsWriter.Write(limits, shape.MaxItemsOf(config, limits), shape.MaxChunksInFlightOf(limits));
            await responses.WriteAsync(shape.Wrap(accepted), activity.Token);
            activity.Touch();
            await ExchangeAsync(requests, responses, chunks, ItemRate.Of(context.GetHttpContext()), activity);
        }
        catch (OperationCanceledException) when (activity.Expired)
        {
            throw Errors.StreamInactive(limits.StreamInactivity).ToException();
        }
    }

    private async Task<TConfig> ReadConfigAsync(IAsyncStreamReader<TRequest> requests, ActivityWatch activity)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(activity.Token, drain.Token);
        try
        {
            if (!await requests.MoveNext(reading.Token))
            {
                throw Errors.StreamConfigMissing().ToException();
            }
        }
        catch (OperationCanceledException) when (drain.Started && !activity.Token.IsCancellationRequested)
        {
            throw Errors.Draining().ToException();
        }

        activity.Touch();
        return shape.ConfigOf(requests.Current)
            ?? throw (shape.ChunkOf(requests.Current) is null ? Errors.StreamMessageEmpty() : Errors.StreamConfigMissing())
                .ToException();
    }

    private async Task ExchangeAsync(
        IAsyncStreamReader<TRequest> requests,
        IServerStreamWriter<TResponse> responses,
        ChunksUnderWay<TChunk, TResponse> chunks,
        ItemRate rate,
        ActivityWatch activity)
    {
        using var inHand = share.Enter(shape.MaxChunksInFlightOf(limits));
        var answers = Channel.CreateBounded<PendingAnswer<TResponse>>(
            new BoundedChannelOptions(inHand.Most) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(activity.Token);

        var reader = ReadChunksAsync(requests, chunks, answers.Writer, inHand, activity, stop.Token);
        var summary = new StreamSummary();
        try
        {
            await WriteAnswersAsync(responses, chunks, answers.Reader, inHand, summary, rate, activity);
        }
        catch
        {
            await stop.CancelAsync();
            await ((Task)reader).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        // The queue is empty and closed, so the reader has ended, and how it ended decides how the call ends.
        summary.Complete = await reader == ReadEnd.ClientDone;
        if (summary.Complete)
        {
            await SendAsync(responses, chunks.Conclude(), activity);
        }

        await responses.WriteAsync(shape.Wrap(summary), activity.Token);
        if (!summary.Complete)
        {
            throw Errors.Draining().ToException();
        }
    }

    private async Task<ReadEnd> ReadChunksAsync(
        IAsyncStreamReader<TRequest> requests,
        ChunksUnderWay<TChunk, TResponse> chunks,
        ChannelWriter<PendingAnswer<TResponse>> answers,
        ChunksInHand inHand,
        ActivityWatch activity,
        CancellationToken stop)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(stop, drain.Token);
        ulong previous = 0;
        try
        {
            while (true)
            {
                await inHand.TakeAsync(reading.Token);
                if (!await requests.MoveNext(reading.Token))
                {
                    return ReadEnd.ClientDone;
                }

                activity.Touch();
                var chunk = CheckedChunk(requests.Current, previous);
                previous = shape.SequenceOf(chunk);
                var taken = chunks.TakeIn();

                // A place was taken above, so the queue has room: this never waits.
                await answers.WriteAsync(new(previous, chunks.AnswerAsync(chunk, taken, stop)), stop);
            }
        }
        catch (OperationCanceledException) when (drain.Started && !stop.IsCancellationRequested)
        {
            return ReadEnd.Draining;
        }
        finally
        {
            answers.Complete();
        }
    }

    private TChunk CheckedChunk(TRequest request, ulong previous)
    {
        var chunk = shape.ChunkOf(request)
            ?? throw (shape.ConfigOf(request) is null ? Errors.StreamMessageEmpty() : Errors.StreamConfigRepeated())
                .ToException();
        var sequence = shape.SequenceOf(chunk);
        return sequence > previous
            ? chunk
            : throw Errors.StreamSequenceNotIncreasing(previous, sequence).ToException();
    }

    private static async Task WriteAnswersAsync(
        IServerStreamWriter<TResponse> responses,
        ChunksUnderWay<TChunk, TResponse> chunks,
        ChannelReader<PendingAnswer<TResponse>> answers,
        ChunksInHand inHand,
        StreamSummary summary,
        ItemRate rate,
        ActivityWatch activity)
    {
        await foreach (var pending in answers.ReadAllAsync(activity.Token))
        {
            var answer = await pending.Answer;
            chunks.Complete(answer);
            activity.Touch();
            await rate.WaitAsync(answer.Items, activity.Touch, activity.Token);
            await SendAsync(responses, answer.Responses, activity);
            chunks.Forget(answer);
            inHand.Give();

            summary.Chunks++;
            summary.RefusedChunks += answer.Refused ? 1UL : 0;
            summary.Items += (ulong)answer.Items;
            summary.Failed += (ulong)answer.Failed;
            summary.Ok += (ulong)(answer.Items - answer.Failed);
            summary.LastSequence = pending.Sequence;
        }
    }

    // A message that is taken is a sign of life; one that is not holds back what comes after it.
    private static async Task SendAsync(IServerStreamWriter<TResponse> responses, IEnumerable<TResponse> sent, ActivityWatch activity)
    {
        foreach (var response in sent)
        {
            await responses.WriteAsync(response, activity.Token);
            activity.Touch();
        }
    }
}
