using System.Diagnostics;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Functional.Tests.Redis;
using InfluenceGrpc.Testing;
using Xunit.Abstractions;

namespace InfluenceGrpc.Functional.Tests.Gate;

/// <summary>A server that is asked for many times what it can do.</summary>
public sealed class OverloadTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Streams_MoreThanThereArePlacesFor_AreRefusedAtOnceAndOnesThatEndMakeRoom()
    {
        await using var server = await RunningServer.StartAsync("--Limits:MaxStreams", "2");
        using var first = await OpenAsync(server.Channel);
        var second = await OpenAsync(server.Channel);
        using var third = new TierStream(server.Channel);
        var status = await Refused.ByAsync(() => third.NextAsync());
        Assert.Equal((int)StatusCode.ResourceExhausted, status.Code);
        Assert.Equal("OVERLOADED", status.Reason());
        Assert.True(status.Detail<RetryInfo>()!.RetryDelay.ToTimeSpan() > TimeSpan.Zero);

        // Calls of other kinds have places of their own.
        await AskAsync(server.Channel);
        second.Dispose();
        await Until.TrueAsync(
            async () =>
            {
                try
                {
                    using var next = await OpenAsync(server.Channel);
                    return true;
                }
                catch (RpcException fault) when (fault.StatusCode == StatusCode.ResourceExhausted)
                {
                    return false;
                }
            },
            "the place of a stream that ended is given to another");
    }

    // Half-sent calls hold their places, as slow senders do.
    [Fact]
    public async Task Calls_MoreThanThereArePlacesFor_AreRefusedBeforeTheirMessageIsRead()
    {
        await using var server = await RunningServer.StartAsync("--Limits:MaxCalls", "1");
        using var client = new HttpClient(new SocketsHttpHandler());
        using var held = new HeldContent();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/influence.v1.TierService/ClassifyTier"))
        {
            Version = new Version(2, 0), VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = held,
        };
        var answer = client.SendAsync(request);
        await held.Began.WaitAsync(Patience);
        await Until.TrueAsync(
            async () =>
            {
                var status = await TryAskAsync(server.Channel);
                return status == StatusCode.ResourceExhausted;
            },
            "the half-sent call has the only place");

        held.End();
        using var answered = await answer.WaitAsync(Patience);
        await Until.TrueAsync(async () => await TryAskAsync(server.Channel) == StatusCode.OK, "its place is given back");
    }

    // Many times what the server takes: what it accepts is answered about as fast as ever, what it does not is refused at once,
    // nothing piles up, and afterwards all is as before. Callers wait as long as they are told to; 64 of them for 2 places. The bounds are wide, since this machine does other things too.
    [Fact]
    public async Task Batches_ManyTimesTheCapacity_AcceptedOnesKeepTheirPaceAndTheRestIsRefusedAtOnce()
    {
        await using var server = await RunningServer.StartAsync("--Limits:MaxBatches", "2");
        var batch = new BatchClassifyTiersRequest
        {
            Items = new Items { Followers = new FollowerColumns { Followers = { Enumerable.Range(0, 10_000).Select(i => (ulong)i * 997) } } },
            Schemes = new TierSchemeSelection { SchemeIds = { "harvard-media", "iab-uk", "klear" } },
        };
        await DriveAsync(server, batch, callers: 2, TimeSpan.FromSeconds(1));
        var (alone, none) = await DriveAsync(server, batch, callers: 1, TimeSpan.FromSeconds(1));
        Assert.Empty(none);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var (accepted, refused) = await DriveAsync(server, batch, callers: 64, TimeSpan.FromSeconds(3));

        var after = GC.GetTotalMemory(forceFullCollection: true);
        output.WriteLine($"alone {Median(alone):F1} ms; accepted {Median(accepted):F1} ms of {accepted.Count}; refused {Median(refused):F1} ms of {refused.Count}; {(after - before) / 1024.0 / 1024:F1} MiB more");
        Assert.NotEmpty(accepted);
        Assert.True(refused.Count > 64, $"{refused.Count} refused, {accepted.Count} accepted: this was no overload.");

        // 64 callers without a bound would each wait for 64 answers.
        Assert.True(Median(accepted) < 32 * Median(alone), $"{Median(accepted)} ms, {Median(alone)} ms alone.");
        Assert.True(after - before < 32 * 1024 * 1024, $"{after - before} bytes more.");
        var (again, noneAgain) = await DriveAsync(server, batch, callers: 1, TimeSpan.FromSeconds(1));
        Assert.Empty(noneAgain);
        Assert.True(Median(again) < 5 * Median(alone) + 5, $"{Median(again)} ms afterwards, {Median(alone)} ms before.");
    }

    private static async Task<(List<double> Accepted, List<double> Refused)> DriveAsync(
        RunningServer server, BatchClassifyTiersRequest batch, int callers, TimeSpan time)
    {
        var (accepted, refused) = (new List<double>(), new List<double>());
        using var channel = GrpcChannel.ForAddress(server.Address, new GrpcChannelOptions { MaxReceiveMessageSize = null });
        var tiers = new TierService.TierServiceClient(channel);
        var until = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (until.Elapsed < time)
            {
                var began = Stopwatch.GetTimestamp();
                var (answer, pause) = (accepted, TimeSpan.Zero);
                try
                {
                    await tiers.BatchClassifyTiersAsync(batch).ResponseAsync.WaitAsync(Patience);
                }
                catch (RpcException fault) when (fault.StatusCode == StatusCode.ResourceExhausted)
                {
                    var status = Refused.Of(fault);
                    Assert.Equal("OVERLOADED", status.Reason());
                    (answer, pause) = (refused, status.Detail<RetryInfo>()!.RetryDelay.ToTimeSpan());
                }

                lock (answer)
                {
                    answer.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }

                await Task.Delay(pause);
            }
        }))).WaitAsync(Patience);
        return (accepted, refused);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<TierStream> OpenAsync(GrpcChannel channel)
    {
        var stream = new TierStream(channel);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();
        return stream;
    }

    private static async Task AskAsync(GrpcChannel channel) =>
        await new TierService.TierServiceClient(channel).ClassifyTierAsync(new() { FollowerCount = 1 }).ResponseAsync.WaitAsync(Patience);

    private static async Task<StatusCode> TryAskAsync(GrpcChannel channel)
    {
        try
        {
            await AskAsync(channel);
            return StatusCode.OK;
        }
        catch (RpcException fault)
        {
            return fault.StatusCode;
        }
    }

    /// <summary>The body of a call that has begun and does not go on.</summary>
    private sealed class HeldContent : HttpContent
    {
        private readonly TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public HeldContent() => Headers.ContentType = new("application/grpc");

        public Task Began => began.Task;

        public void End() => end.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(new byte[3]);
            await stream.FlushAsync();
            began.SetResult();
            await end.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
