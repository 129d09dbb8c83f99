using System.Diagnostics;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>Streams of any length and slowness live; those that lie still do not.</summary>
public sealed class StreamEnduranceTests
{
    [Fact]
    public async Task Kestrel_AsHosted_LimitsNeitherBytesNorSlowReaders()
    {
        await using var server = await RunningServer.StartAsync();
        var limits = server.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.Null(limits.MaxRequestBodySize);
        Assert.NotNull(limits.MinRequestBodyDataRate);
        Assert.Equal(TimeSpan.FromMinutes(10), limits.MinResponseDataRate!.GracePeriod);
    }

    [Fact]
    public async Task StreamClassifyTiers_MoreBytesThanKestrelsDefaultBody_GoesThrough()
    {
        await using var server = await RunningServer.StartAsync();
        using var stream = new TierStream(server.Channel);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();

        // 10,000 counts of 5 bytes each: 50 kB a chunk; Kestrel's default body limit is 30 MB.
        const ulong Chunks = 800;
        var followers = Enumerable.Range(0, 10_000).Select(i => 9_000_000_000 + (ulong)i).ToArray();
        var sending = Task.Run(async () =>
        {
            for (ulong sequence = 1; sequence <= Chunks; sequence++)
            {
                await stream.SendAsync(sequence, followers);
            }

            await stream.CompleteAsync();
        });
        for (ulong sequence = 1; sequence <= Chunks; sequence++)
        {
            Assert.Equal(sequence, (await stream.ResultAsync()).Sequence);
        }

        await sending;
        Assert.Equal(Chunks * 10_000, (await stream.SummaryAsync()).Ok);
    }

    [Fact]
    public async Task StreamClassifyTiers_SlowerThanKestrelsDefaultRates_GoesThrough()
    {
        await using var server = await RunningServer.StartAsync();
        using var stream = new TierStream(server.Channel);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();

        // Kestrel's defaults would end a body that brings less than 240 bytes a second after 5 seconds. This one brings
        // a dozen bytes in 7 seconds: waiting is what is tested.
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(3.5));
        for (ulong sequence = 1; sequence <= 2; sequence++)
        {
            await pace.WaitForNextTickAsync();
            await stream.SendAsync(sequence, 700);
            Assert.Equal(sequence, (await stream.ResultAsync()).Sequence);
        }

        await stream.CompleteAsync();
        Assert.True((await stream.SummaryAsync()).Complete);
    }

    [Fact]
    public async Task StreamClassifyTiers_LyingStill_EndsWithReasonAfterTheLimit()
    {
        await using var server = await RunningServer.StartAsync("--Limits:StreamInactivity", "00:00:00.5");
        using var stream = new TierStream(server.Channel);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();
        await stream.SendAsync(1, 700);
        await stream.ResultAsync();

        var waited = Stopwatch.StartNew();
        var status = await Refused.ByAsync(() => stream.NextAsync());

        Assert.Equal((int)StatusCode.DeadlineExceeded, status.Code);
        Assert.Equal("STREAM_INACTIVE", status.Reason());
        Assert.Equal("0.5", status.ReasonMetadata()["limit_seconds"]);
        Assert.True(waited.Elapsed > TimeSpan.FromSeconds(0.4), $"Ended after {waited.Elapsed}.");
    }

    [Fact]
    public async Task StreamClassifyTiers_ConfigNeverSent_EndsWithReasonAfterTheLimit()
    {
        await using var server = await RunningServer.StartAsync("--Limits:StreamInactivity", "00:00:00.3");
        using var stream = new TierStream(server.Channel);

        Assert.Equal("STREAM_INACTIVE", (await Refused.ByAsync(() => stream.NextAsync())).Reason());
    }

    [Fact]
    public async Task StreamClassifyTiers_ClientThatDoesNotRead_IsHeldBackAndLosesNothing()
    {
        await using var server = await RunningServer.StartAsync();
        using var stream = new TierStream(server.Channel);
        await stream.SendAsync(new StreamClassifyTiersConfig
        {
            Schemes = new TierSchemeSelection { SchemeIds = { "iab-uk", "klear", "tagger" } },
            Columns = new TierColumnOptions { BoundaryMargins = true },
        });

        // An answer takes 150 kB; windows and buffers hold a few megabytes, so sending stops long before 400 chunks.
        var followers = new ulong[10_000];
        ulong sent = 0;
        Task pending = Task.CompletedTask;
        while (sent < 400 && await CompletesAsync(pending))
        {
            pending = stream.SendAsync(++sent, followers);
        }

        Assert.True(sent < 400, "Nothing held the client back.");

        await stream.AcceptedAsync();
        for (ulong sequence = 1; sequence <= sent; sequence++)
        {
            Assert.Equal(sequence, (await stream.ResultAsync()).Sequence);
        }

        await pending;
        await stream.CompleteAsync();
        Assert.Equal(sent * 10_000, (await stream.SummaryAsync()).Ok);
    }

    [Fact]
    public async Task StreamClassifyTiers_Shutdown_AnswersWhatIsInHandAndSaysWhereToResume()
    {
        // .NET's HTTP client drops what it has received and not yet handed out when the connection closes right behind it.
        // That is a matter of microseconds here, and of the client, so a shutdown that it lost is tried again.
        for (var attempt = 1; !await ShutDownInMidStreamAsync(mayBeLost: attempt < 5); attempt++)
        {
        }
    }

    private static async Task<bool> ShutDownInMidStreamAsync(bool mayBeLost)
    {
        await using var server = await RunningServer.StartAsync();
        using var stream = new TierStream(server.Channel);
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();
        await stream.SendAsync(1, 700);
        await stream.SendAsync(2, 700);
        await stream.ResultAsync();
        await stream.ResultAsync();

        var stopping = server.StopAsync();
        StreamSummary? summary = null;
        var end = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            summary = await stream.SummaryAsync();
            await stream.NextAsync();
        });
        await stopping.WaitAsync(TimeSpan.FromSeconds(30));
        if (mayBeLost && end.Status.DebugException is HttpProtocolException)
        {
            return false;
        }

        var status = Refused.Of(end);
        Assert.NotNull(summary);
        Assert.False(summary.Complete);
        Assert.Equal(2u, summary.LastSequence);
        Assert.Equal(2u, summary.Ok);
        Assert.Equal((int)StatusCode.Unavailable, status.Code);
        Assert.Equal("SERVER_DRAINING", status.Reason());
        Assert.NotNull(status.Detail<Google.Rpc.RetryInfo>());
        return true;
    }

    [Fact]
    public async Task StreamClassifyTiers_Cancelled_EndsAtOnceAndLeavesTheServerServing()
    {
        await using var server = await RunningServer.StartAsync();
        using var cancel = new CancellationTokenSource();
        using var stream = new TierStream(server.Channel, new CallOptions(cancellationToken: cancel.Token));
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();
        await stream.SendAsync(1, 700);
        await stream.ResultAsync();

        await cancel.CancelAsync();
        var exception = await Assert.ThrowsAsync<RpcException>(() => stream.NextAsync());
        Assert.Equal(StatusCode.Cancelled, exception.StatusCode);

        using var next = new TierStream(server.Channel);
        await next.ConfigureAsync();
        await next.AcceptedAsync();
    }

    [Fact]
    public async Task StreamClassifyTiers_DeadlinePassed_SaysSo()
    {
        await using var server = await RunningServer.StartAsync();
        using var stream = new TierStream(server.Channel, new CallOptions(deadline: DateTime.UtcNow.AddSeconds(1)));

        // On a busy machine the time may be up before the config is even answered: that is the same answer.
        var exception = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await stream.ConfigureAsync();
            await stream.AcceptedAsync();
            await stream.NextAsync();
        });

        Assert.Equal(StatusCode.DeadlineExceeded, exception.StatusCode);
    }

    private static async Task<bool> CompletesAsync(Task task)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        return await Task.WhenAny(task, Task.Delay(Timeout.InfiniteTimeSpan, patience.Token)) == task;
    }
}
