using System.Collections.Concurrent;
using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using InfluenceGrpc.Performance.Measuring;

namespace InfluenceGrpc.Performance.Loads;

/// <summary>
/// Streams of one kind to one server, as fast as it answers, several chunks ahead. The first answer to each body is read and held against
/// the rules; every later one has to come in its turn and to be as long as the first.
/// </summary>
/// <param name="kind">What is asked.</param>
/// <param name="channel">To the server.</param>
internal sealed class ChunkStream(ChunkKind kind, ChannelBase channel)
{
    private const int ChunksAhead = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(20);

    private readonly Method<ChunkBytes, AnswerBytes> keeping = MethodOf(kind, keepsAll: true);
    private readonly Method<ChunkBytes, AnswerBytes> passing = MethodOf(kind, keepsAll: false);
    private readonly int[] expected = new int[kind.Bodies.Count];

    /// <summary>Asks each body once, and holds the answers against the rules.</summary>
    /// <exception cref="InvalidOperationException">One is wrong.</exception>
    public async Task VerifyAsync()
    {
        var answers = Enumerable.Range(0, kind.Bodies.Count).Select(_ => new List<AnswerBytes>()).ToArray();
        await ExchangeAsync(TimeSpan.MaxValue, kind.Bodies.Count, keepsAll: true, (body, answer) =>
        {
            answers[body].Add(answer);
            return true;
        });
        for (var body = 0; body < answers.Length; body++)
        {
            kind.Judge(body, [.. answers[body].Select(answer => answer.Whole!)]);
            expected[body] = answers[body].Sum(answer => answer.Rest) - SecondSequence(answers[body][0].Sequence);
        }
    }

    /// <summary>Streams for a while; to be called after <see cref="VerifyAsync"/>.</summary>
    /// <param name="duration">How long chunks are sent.</param>
    /// <param name="chunks">How many at most.</param>
    /// <exception cref="InvalidOperationException">A chunk was not answered as it was the first time.</exception>
    public async Task<Counts> RunAsync(TimeSpan duration, long chunks = long.MaxValue)
    {
        var clock = Stopwatch.StartNew();
        var rest = 0;
        var answered = await ExchangeAsync(duration, chunks, keepsAll: false, (body, answer) =>
        {
            rest += answer.Rest;
            var due = expected[body] + SecondSequence(answer.Sequence);
            if (rest > due)
            {
                throw new InvalidOperationException($"chunk {answer.Sequence} was answered with {rest} bytes where {due} were due.");
            }

            var isWhole = rest == due;
            rest = isWhole ? 0 : rest;
            return isWhole;
        });
        return new((double)answered * kind.Items, clock.Elapsed.TotalSeconds);
    }

    private static Method<ChunkBytes, AnswerBytes> MethodOf(ChunkKind kind, bool keepsAll) =>
        new(MethodType.DuplexStreaming, kind.Service, kind.Method, ByteMarshallers.Chunks, ByteMarshallers.Answers(keepsAll));

    private int SecondSequence(ulong sequence) => kind.SaysSequenceTwice ? CodedOutputStream.ComputeUInt64Size(sequence) : 0;

    // Answered by whether a message is the last of its chunk. While a chunk's own length is not known, the next one's beginning tells.
    private async Task<long> ExchangeAsync(TimeSpan duration, long chunks, bool keepsAll, Func<int, AnswerBytes, bool> take)
    {
        using var limit = new CancellationTokenSource(duration == TimeSpan.MaxValue ? LongPatience : duration + Patience);
        using var call = channel.CreateCallInvoker().AsyncDuplexStreamingCall(keepsAll ? keeping : passing, null, new CallOptions(cancellationToken: limit.Token));
        using var ahead = new SemaphoreSlim(ChunksAhead);
        var asked = new ConcurrentQueue<int>();
        var sending = SendAsync(call.RequestStream, asked, ahead, duration, chunks, limit.Token);
        var (sequence, answered, body, isEnded) = (0UL, 0L, 0, false);
        while (await call.ResponseStream.MoveNext(limit.Token))
        {
            var answer = call.ResponseStream.Current;
            isEnded = answer.IsSummary;
            if (answer.Sequence == 0)
            {
                continue;
            }

            if (answer.Sequence != sequence && (answer.Sequence != ++sequence || !asked.TryDequeue(out body)))
            {
                throw new InvalidOperationException($"chunk {answer.Sequence} was answered where {sequence} was due.");
            }

            if (take(body, answer))
            {
                answered = (long)sequence;
                ahead.Release();
            }
        }

        var sent = await sending;
        return sent == answered && isEnded
            ? answered
            : throw new InvalidOperationException($"{sent} chunks were sent and {answered} answered{(isEnded ? "" : ", without a summary")}.");
    }

    private async Task<long> SendAsync(
        IClientStreamWriter<ChunkBytes> requests, ConcurrentQueue<int> asked, SemaphoreSlim ahead, TimeSpan duration, long chunks,
        CancellationToken cancellationToken)
    {
        await requests.WriteAsync(new(0, kind.Config), cancellationToken);
        var clock = Stopwatch.StartNew();
        long sent = 0;
        for (; sent < chunks && clock.Elapsed < duration; sent++)
        {
            await ahead.WaitAsync(cancellationToken);
            var body = (int)(sent % kind.Bodies.Count);
            asked.Enqueue(body);
            await requests.WriteAsync(new((ulong)sent + 1, kind.Renew?.Invoke(body) ?? kind.Bodies[body]), cancellationToken);
        }

        await requests.CompleteAsync();
        return sent;
    }
}
