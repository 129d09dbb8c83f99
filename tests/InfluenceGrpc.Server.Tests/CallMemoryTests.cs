using Grpc.Core;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Server.Tests;

public sealed class CallMemoryTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ManualTime time = new();
    private readonly MemoryBudget budget = new(new LimitOptions { MaxCallMemory = 1_000 }, new ProfileOptions());

    [Fact]
    public void Arrive_MoreAndLess_HoldsWhatIsThere()
    {
        using var memory = Begin();
        memory.Arrive(300);
        memory.Arrive(500);
        Assert.Equal(500, budget.Held);
        memory.Arrive(0);
        Assert.Equal(0, budget.Held);
    }

    [Fact]
    public void Arrive_MoreThanThereIs_IsRefusedAndTakesNothing()
    {
        using var one = Begin();
        using var other = Begin();
        one.Arrive(900);

        var fault = Assert.Throws<RpcException>(() => other.Arrive(101));

        Assert.Equal(StatusCode.ResourceExhausted, fault.StatusCode);
        Assert.Equal(900, budget.Held);
        other.Arrive(100);
    }

    [Fact]
    public void Become_NextMessage_TakesThePlaceOfTheOneBefore()
    {
        using var memory = Begin();
        memory.Become(200);
        memory.Become(100);
        Assert.Equal(100, budget.Held);
    }

    // JSON becomes a message by itself, and what was inflated is nobody's any more.
    [Fact]
    public void ForgetInflated_GivesItBackBeforeTheMessageIsRead()
    {
        using var memory = Begin();
        memory.Inflate(100);
        Assert.Equal(300, budget.Held);
        memory.ForgetInflated();
        Assert.Equal(0, budget.Held);
        memory.Become(100);
        memory.Become(50);
        Assert.Equal(50, budget.Held);
    }

    [Fact]
    public void Become_Inflated_HoldsBoth()
    {
        using var memory = Begin();
        memory.Become(200);
        memory.Inflate(10);
        memory.Inflate(10);
        memory.Become(100);
        Assert.Equal(160, budget.Held);
        memory.Become(50);
        Assert.Equal(50, budget.Held);
    }

    [Fact]
    public void Become_AsMuchAsManyMessages_IsRefusedForGood()
    {
        using var memory = Begin();

        var fault = Assert.Throws<RpcException>(() => memory.Become(501));

        Assert.Contains("Send fewer items", fault.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(0, budget.Held);
    }

    [Fact]
    public void HandOver_NextMessage_BothAreHeldUntilGivenBack()
    {
        using var memory = Begin();
        memory.Become(200);
        Assert.Equal(200, memory.HandOver());
        memory.Become(100);
        memory.Hold(2_000);
        Assert.Equal(2_300, budget.Held);
        memory.Give(2_200);
        Assert.Equal(100, budget.Held);
    }

    [Fact]
    public void Dispose_WhateverIsHeld_GivesAllBackOnce()
    {
        var memory = Begin();
        memory.Arrive(100);
        memory.Become(100);
        memory.Take(100);
        memory.Dispose();
        Assert.Equal(0, budget.Held);

        // Work that goes on for a moment.
        memory.Hold(50);
        memory.Give(50);
        memory.Dispose();
        Assert.Equal(0, budget.Held);
    }

    [Fact]
    public async Task MakeRoom_ThereIsSome_CoversWhatComesAndIsGivenBackWhenItIsRead()
    {
        using var memory = Begin();
        await memory.MakeRoomToComeAsync(20, CancellationToken.None);
        memory.Arrive(25);
        Assert.Equal(25, budget.Held);
        await memory.MakeRoomToReadAsync(20, CancellationToken.None);
        Assert.Equal(25 + (16 * 20), budget.Held);
        memory.Become(100);
        Assert.Equal(125, budget.Held);
        memory.Arrived();
        memory.Arrive(5);
        Assert.Equal(105, budget.Held);
        memory.Give(memory.HandOver());
        Assert.Equal(5, budget.Held);
    }

    [Fact]
    public async Task MakeRoom_MessageBecomesMoreThanThought_TakesTheRest()
    {
        using var memory = Begin();
        await memory.MakeRoomToReadAsync(10, CancellationToken.None);
        memory.Inflate(30);
        memory.Become(100);
        Assert.Equal(190, budget.Held);
        await memory.MakeRoomToReadAsync(10, CancellationToken.None);
        Assert.Equal(160, budget.Held);
    }

    [Fact]
    public async Task MakeRoom_NoneThere_WaitsUntilOthersGiveBack()
    {
        using var other = Begin();
        using var memory = Begin(isStream: true);
        other.Take(900);
        var reading = memory.MakeRoomToReadAsync(20, CancellationToken.None).AsTask();
        Assert.False(reading.IsCompleted);
        other.Give(400);
        Assert.False(reading.IsCompleted);

        other.Give(100);

        await reading.WaitAsync(Patience);
        Assert.Equal(720, budget.Held);
    }

    // Those that have come wait for room to be read; were there none but theirs, they would wait for each other.
    [Fact]
    public async Task MakeRoomToCome_HalfIsTaken_Waits()
    {
        using var other = Begin(isStream: true);
        using var memory = Begin(isStream: true);
        await other.MakeRoomToComeAsync(350, CancellationToken.None);
        var coming = memory.MakeRoomToComeAsync(60, CancellationToken.None).AsTask();
        Assert.False(coming.IsCompleted);
        await other.MakeRoomAsync(390, CancellationToken.None);

        other.Dispose();

        await coming.WaitAsync(Patience);
        Assert.Equal(60, budget.Held);
    }

    [Fact]
    public async Task MakeRoom_NoneForLong_IsRefused()
    {
        using var other = Begin();
        using var memory = Begin(isStream: true);
        other.Take(900);
        var reading = memory.MakeRoomToReadAsync(20, CancellationToken.None).AsTask();

        time.Advance(TimeSpan.FromSeconds(11));

        var fault = await Assert.ThrowsAsync<RpcException>(() => reading.WaitAsync(Patience));
        Assert.Equal(StatusCode.ResourceExhausted, fault.StatusCode);
        Assert.Equal(900, budget.Held);
    }

    [Fact]
    public void Take_StreamsHaveTakenAllOfTheirs_CallsFindRoom()
    {
        using var stream = Begin(isStream: true);
        using var call = Begin();
        stream.Take(750);
        Assert.Throws<RpcException>(() => stream.Take(1));
        call.Take(250);
        Assert.Throws<RpcException>(() => call.Take(1));
    }

    [Fact]
    public async Task Dispose_WhatBeganToCome_MakesRoomForOthers()
    {
        for (var i = 0; i < 5; i++)
        {
            using var memory = Begin(isStream: true);
            await memory.MakeRoomToComeAsync(300, CancellationToken.None).AsTask().WaitAsync(Patience);
        }

        Assert.Equal(0, budget.Held);
    }

    [Fact]
    public void Current_OutsideOfACall_IsNone()
    {
        Assert.Null(CallMemory.Current);
    }

    [Fact]
    public void Budget_NothingSet_IsHalfOfWhatIsLeftBesideTheNearCache()
    {
        var all = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        Assert.Equal((all - 1_000_000) / 2, new MemoryBudget(new LimitOptions(), new ProfileOptions { NearCacheBytes = 1_000_000 }).Most);

        // Some messages of any size must find room all the same.
        Assert.Equal(8L * 8 * 1024 * 1024, new MemoryBudget(new LimitOptions(), new ProfileOptions { NearCacheBytes = all }).Most);
    }

    // Not as the server does: what is ambient in a test would stay so for the next.
    private CallMemory Begin(bool isStream = false) => new(budget, isStream, time);
}
