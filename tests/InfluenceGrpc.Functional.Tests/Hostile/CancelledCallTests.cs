using Grpc.Core;
using Grpc.Net.Client;
using InfluenceGrpc.Functional.Tests.Redis;
using InfluenceGrpc.Server.Admission;
using Microsoft.Extensions.DependencyInjection;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>Calls of every kind that their callers leave, hundreds at once and in every state.</summary>
[Collection(nameof(HostileCollection))]
public sealed class CancelledCallTests : IAsyncLifetime
{
    private const int Streams = 24;
    private const int Plannings = 6;
    private const int CallersEach = 4;
    private const int ChunksInFlight = 8;

    private WatchedServer server = null!;

    public static TheoryData<string> Kinds => [.. LeavingCallers.Kinds.Keys];

    public static TheoryData<string> Paths =>
    [
        .. ServedPaths.Streams,
        "/influence.v1.TierService/ClassifyTier",
        "/influence.v1.TierService/BatchClassifyTiers",
        "/influence.v1.ProfileService/UpsertProfiles",
    ];

    public async Task InitializeAsync() => server = await WatchedServer.StartAsync(
        "--Limits:MaxStreams", $"{Streams}", "--Limits:MaxPlannings", $"{Plannings}", "--Limits:MaxChunksInHand", $"{2 * ChunksInFlight}",
        "--Limits:MaxCalls", "40", "--Limits:MaxBatches", "40");

    // Fails where the server had anything to say of it.
    public Task DisposeAsync() => server.DisposeAsync().AsTask();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Call_LeftInEveryState_GivesEverythingBack(string kind)
    {
        var good = GoodCaller.Start(server.Address);
        await Task.WhenAll(Enumerable.Range(0, CallersEach).Select(_ => LeaveAsync(LeavingCallers.Kinds[kind])));
        await good.StopAsync();
        await EverythingIsGivenBackAsync();
    }

    // What no client library does: half a message, and then the reset, or the end of the connection.
    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Call_LeftInMidMessage_GivesEverythingBack(string path)
    {
        for (var round = 0; round < 3; round++)
        {
            using var line = await RawLine.OpenAsync(server.Address);
            for (var call = 0; call < 20; call++)
            {
                var stream = (2 * call) + 1;
                await line.TrySendAsync([.. Wire.Call(stream, path), .. Wire.DataOf(stream, [.. Wire.Prefix(0, 1_000), .. new byte[round * 400]])]);
                await line.TrySendAsync(call % 2 == 0 ? Wire.Reset(stream) : []);
            }
        }

        await EverythingIsGivenBackAsync();
    }

    private async Task LeaveAsync(Func<GrpcChannel, Leaving, Task> call)
    {
        using var channel = GrpcChannel.ForAddress(server.Address);
        foreach (var leaving in Enum.GetValues<Leaving>().Concat(Enum.GetValues<Leaving>().Reverse()))
        {
            await call(channel, leaving);
        }
    }

    // As many streams as there are places for, accepted at once; and the chunks in hand are none, and no memory.
    private async Task EverythingIsGivenBackAsync()
    {
        await Until.TrueAsync(HasAllPlacesAsync, "all places are given back");
        using var one = server.Server.Services.GetRequiredService<ChunkShare>().Enter(2 * ChunksInFlight);
        await Until.TrueAsync(
            () => server.Server.Services.GetRequiredService<ChunkShare>().Of(2 * ChunksInFlight) == 2 * ChunksInFlight,
            "no stream has a share of the chunks");
        await Until.TrueAsync(() => server.Server.Services.GetRequiredService<MemoryBudget>().Held == 0, "no call holds memory");
    }

    private async Task<bool> HasAllPlacesAsync()
    {
        var streams = Enumerable.Range(0, Streams).Select(_ => new TierStream(server.Server.Channel)).ToList();
        var plannings = Enumerable.Range(0, Plannings).Select(_ => new PlanStream(server.Server.Channel)).ToList();
        try
        {
            foreach (var stream in streams)
            {
                await stream.ConfigureAsync();
                await stream.AcceptedAsync();
            }

            foreach (var planning in plannings)
            {
                await planning.ConfigureAsync(LeavingCallers.Plan);
            }

            return true;
        }
        catch (RpcException full) when (full.StatusCode == StatusCode.ResourceExhausted)
        {
            return false;
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
            plannings.ForEach(planning => planning.Dispose());
        }
    }
}
