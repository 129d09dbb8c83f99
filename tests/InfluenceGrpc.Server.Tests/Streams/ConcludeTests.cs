using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Streaming;
using Kind = Influence.V1.RankCreatorsResponse.MessageOneofCase;

namespace InfluenceGrpc.Server.Tests.Streams;

/// <summary>What a stream sends after its last answer and before its summary.</summary>
public sealed class ConcludeTests : IDisposable
{
    private readonly StreamCall call = new();
    private readonly OfferedRequests<RankCreatorsRequest> requests = new();
    private readonly TakenResponses<RankCreatorsResponse> responses = new();

    public void Dispose() => call.Dispose();

    [Fact]
    public async Task Conclude_ClientHasCompleted_ComesAfterTheLastAnswerAndBeforeTheSummary()
    {
        Send(chunks: 2);
        requests.Complete();
        responses.TakeAll();

        await RunAsync(new ConcludingAnswerer(3)).WaitAsync(StreamCall.Patience);

        var sent = responses.Rest();
        Assert.Equal([Kind.Accepted, Kind.Result, Kind.Result, Kind.Page, Kind.Page, Kind.Page, Kind.Summary], sent.Select(message => message.MessageCase));
        Assert.Equal([1u, 2, 3], sent.Skip(3).Take(3).Select(message => message.Page.Creators.Single().Rank));
        Assert.Equal(new StreamSummary { Chunks = 2, Items = 2, Ok = 2, Complete = true, LastSequence = 2 }, sent[^1].Summary);
    }

    [Fact]
    public async Task Conclude_NoChunks_ComesAllTheSame()
    {
        Send(chunks: 0);
        requests.Complete();
        responses.TakeAll();

        await RunAsync(new ConcludingAnswerer(1)).WaitAsync(StreamCall.Patience);

        Assert.Equal([Kind.Accepted, Kind.Page, Kind.Summary], responses.Rest().Select(message => message.MessageCase));
    }

    [Fact]
    public async Task Conclude_Shutdown_DoesNotComeAndTheSummarySaysIncomplete()
    {
        var answerer = new ConcludingAnswerer(3);
        Send(chunks: 2);
        var running = RunAsync(answerer);
        for (var i = 0; i < 3; i++)
        {
            await responses.NextAsync();
        }

        call.BeginShutdown();
        var summary = (await responses.NextAsync()).Summary;
        var end = await Assert.ThrowsAsync<RpcException>(() => running.WaitAsync(StreamCall.Patience));

        Assert.Equal(new StreamSummary { Chunks = 2, Items = 2, Ok = 2, Complete = false, LastSequence = 2 }, summary);
        Assert.Equal(StatusCode.Unavailable, end.StatusCode);
        Assert.Equal(0, answerer.Made);
    }

    [Fact]
    public async Task Conclude_ShutdownOnceTheClientHasCompleted_IsSentToTheEnd()
    {
        Send(chunks: 1);
        requests.Complete();
        var running = RunAsync(new ConcludingAnswerer(3));
        for (var i = 0; i < 3; i++)
        {
            await responses.NextAsync();
        }

        call.BeginShutdown();
        responses.TakeAll();
        await running.WaitAsync(StreamCall.Patience);

        var rest = responses.Rest();
        Assert.Equal([Kind.Page, Kind.Page, Kind.Summary], rest.Select(message => message.MessageCase));
        Assert.True(rest[^1].Summary.Complete);
    }

    [Fact]
    public async Task Conclude_EnvelopeBroken_DoesNotCome()
    {
        var answerer = new ConcludingAnswerer(3);
        Send(chunks: 1);
        requests.Send(new RankCreatorsRequest());
        requests.Complete();
        responses.TakeAll();

        var end = await Assert.ThrowsAsync<RpcException>(() => RunAsync(answerer).WaitAsync(StreamCall.Patience));

        Assert.Equal(StatusCode.InvalidArgument, end.StatusCode);
        Assert.Equal([Kind.Accepted, Kind.Result], responses.Rest().Select(message => message.MessageCase));
        Assert.Equal(0, answerer.Made);
    }

    [Fact]
    public async Task Conclude_ClientThatDoesNotTake_HoldsBackWhatIsNotYetMade()
    {
        var answerer = new ConcludingAnswerer(1_000);
        Send(chunks: 0);
        requests.Complete();
        var running = RunAsync(answerer);
        await responses.NextAsync();
        for (uint page = 1; page <= 5; page++)
        {
            Assert.Equal(page, (await responses.NextAsync()).Page.Creators.Single().Rank);

            // The one that is being sent is made, and at most that.
            Assert.InRange(answerer.Made, (int)page, (int)page + 1);
        }

        Assert.False(running.IsCompleted);
        Assert.InRange(responses.Begun, 6, 7);
        responses.TakeAll();
        await running.WaitAsync(StreamCall.Patience);
        Assert.Equal(1_000, answerer.Made);
    }

    [Fact]
    public async Task Conclude_CancelledInBetween_EndsTheCallAndMakesNoMore()
    {
        var answerer = new ConcludingAnswerer(1_000);
        Send(chunks: 0);
        requests.Complete();
        var running = RunAsync(answerer);
        await responses.NextAsync();
        await responses.NextAsync();

        await call.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(StreamCall.Patience));

        Assert.InRange(answerer.Made, 1, 2);
        Assert.Empty(responses.Rest());
    }

    [Fact]
    public async Task Conclude_ClientThatTakesNothingForTooLong_EndsWithReason()
    {
        var answerer = new ConcludingAnswerer(1_000);
        Send(chunks: 0);
        requests.Complete();
        var running = RunAsync(answerer, new LimitOptions { StreamInactivity = TimeSpan.FromSeconds(0.3) });
        await responses.NextAsync();

        var end = await Assert.ThrowsAsync<RpcException>(() => running.WaitAsync(StreamCall.Patience));

        Assert.Equal(StatusCode.DeadlineExceeded, end.StatusCode);
        Assert.Equal(1, answerer.Made);
    }

    private void Send(ulong chunks)
    {
        requests.Send(new RankCreatorsRequest { Config = new() });
        for (ulong sequence = 1; sequence <= chunks; sequence++)
        {
            requests.Send(new RankCreatorsRequest { Chunk = new() { Sequence = sequence } });
        }
    }

    private Task RunAsync(ConcludingAnswerer answerer, LimitOptions? limits = null) =>
        new ChunkStream<RankCreatorsRequest, RankCreatorsResponse, RankCreatorsConfig, RankCreatorsChunk>(
            new RankStreamShape(), limits ?? new LimitOptions(), call.Drain, new ChunkShare(limits ?? new LimitOptions(), StreamCall.Memory), new ProcessorPlaces(), TimeProvider.System)
            .RunAsync(requests, responses, _ => answerer, call.Context);
}
