using Grpc.Core;
using InfluenceGrpc.Performance.Loads;

namespace InfluenceGrpc.Performance.Tests;

/// <summary>What waits behind a server that does not answer counts in full: a load that waited with it would hide that.</summary>
public sealed class OpenLoopTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Run_ServerThatAnswersNothingUntilTheEnd_TimesEachCallFromWhenItWasDue()
    {
        const int Calls = 20;
        var server = new SilentServer(Calls);

        var taken = await new OpenLoop(SingleKind.ClassifyTier, server).RunAsync(100, TimeSpan.FromSeconds(0.2), SilentServer.AnswerBytes).WaitAsync(Limit);

        var calls = taken.OrderBy(call => call.Due).ToArray();
        Assert.Equal(Enumerable.Range(0, Calls).Select(number => number * 10.0), calls.Select(call => call.Due.TotalMilliseconds));

        // None was answered before the last one came, which was due at 190 ms.
        Assert.All(calls, call => Assert.True(call.Due.TotalMilliseconds + call.Milliseconds >= 190, $"{call}"));
        Assert.True(calls[0].Milliseconds >= 190, "the first waited longest");
    }

    [Fact]
    public async Task Run_AnswerOfAnotherLength_IsWrong() => await Assert.ThrowsAsync<InvalidOperationException>(
        () => new OpenLoop(SingleKind.ClassifyTier, new SilentServer(1)).RunAsync(100, TimeSpan.FromSeconds(0.01), SilentServer.AnswerBytes + 1).WaitAsync(Limit));

    /// <summary>Answers nobody until the last call has come, and then everybody.</summary>
    private sealed class SilentServer(int calls) : ChannelBase("silent")
    {
        public const int AnswerBytes = 7;

        private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int come;

        public override CallInvoker CreateCallInvoker() => new Invoker(this);

        private async Task<T> AnswerAsync<T>()
        {
            if (Interlocked.Increment(ref come) == calls)
            {
                end.SetResult();
            }

            await end.Task;
            return (T)(object)new byte[AnswerBytes];
        }

        private sealed class Invoker(SilentServer server) : CallInvoker
        {
            public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
                Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
                new(server.AnswerAsync<TResponse>(), Task.FromResult(Metadata.Empty), () => Status.DefaultSuccess, () => [], () => { });

            public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
                throw new NotSupportedException();

            public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
                Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) => throw new NotSupportedException();

            public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
                Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();

            public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
                Method<TRequest, TResponse> method, string? host, CallOptions options) => throw new NotSupportedException();
        }
    }
}
