using Grpc.Core;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Tests;

public sealed class CallMemoryTests
{
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
    private CallMemory Begin() => new(budget);
}
