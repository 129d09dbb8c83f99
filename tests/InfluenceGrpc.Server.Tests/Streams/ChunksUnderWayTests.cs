using Influence.V1;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Streaming;
using Microsoft.AspNetCore.Http;

namespace InfluenceGrpc.Server.Tests.Streams;

/// <summary>What chunks take of the memory for calls before and after they are answered.</summary>
public sealed class ChunksUnderWayTests
{
    [Fact]
    public async Task Answer_WhileItWaitsForAProcessor_TakesNoRoomForItsAnswer()
    {
        var budget = new MemoryBudget(new LimitOptions(), new ProfileOptions());
        var http = new DefaultHttpContext();
        using var memory = CallMemory.Begin(http, budget, isStream: true, TimeProvider.System);
        using var processors = new ProcessorPlaces();
        using var begun = new CountdownEvent(Environment.ProcessorCount);
        using var end = new ManualResetEventSlim();
        var work = Enumerable.Range(0, Environment.ProcessorCount)
            .Select(_ => Task.Factory.StartNew(() => RunOthersAsync(processors, begun, end), TaskCreationOptions.LongRunning).Unwrap())
            .ToList();
        Assert.True(begun.Wait(StreamCall.Patience));
        var chunks = new ChunksUnderWay<RankCreatorsChunk, RankCreatorsResponse>(new ConcludingAnswerer(1), processors, http);

        var answers = Enumerable.Range(1, 100)
            .Select(sequence => chunks.AnswerAsync(new() { Sequence = (ulong)sequence }, taken: 7, CancellationToken.None).AsTask())
            .ToList();

        Assert.Equal(0, budget.Held);
        Assert.DoesNotContain(answers, answer => answer.IsCompleted);
        end.Set();
        await Task.WhenAll(work).WaitAsync(StreamCall.Patience);
        var answered = await Task.WhenAll(answers).WaitAsync(StreamCall.Patience);
        Assert.All(answered, answer => Assert.Equal(7, answer.Bytes));
        Assert.Equal(0, budget.Held);
    }

    private static async Task RunOthersAsync(ProcessorPlaces processors, CountdownEvent begun, ManualResetEventSlim end) =>
        await processors.RunAsync(
            () =>
            {
                begun.Signal();
                end.Wait();
                return new ValueTask<int>(0);
            },
            CancellationToken.None);
}
