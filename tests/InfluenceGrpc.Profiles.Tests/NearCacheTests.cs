using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>What the near cache answers, and each race that its remarks speak of.</summary>
public sealed class NearCacheTests
{
    private const string Id = "creator";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly HandSetClock clock = new();
    private readonly NearCacheLease lease;
    private readonly NearCache cache;

    public NearCacheTests()
    {
        lease = new(clock);
        lease.HoldForever();
        cache = new(1024 * 1024, Lifetime, lease, clock);
    }

    [Fact]
    public void Find_Filled_GivesTheProfile()
    {
        var profile = Profile(7);
        cache.Fill(Id, profile, cache.Ticket(Id), StoreLane.Unary);

        Assert.Same(profile, cache.Find(Id));
        Assert.Null(cache.Find("another"));
    }

    [Fact]
    public void Find_AtItsLifetime_GivesNothing()
    {
        Fill(7);

        clock.Advance(Lifetime - Tick);
        Assert.NotNull(cache.Find(Id));
        clock.Advance(Tick);
        Assert.Null(cache.Find(Id));
    }

    [Fact]
    public void Find_SlowStore_AgesFromTheTicket()
    {
        var ticket = cache.Ticket(Id);
        clock.Advance(Lifetime);

        cache.Fill(Id, Profile(7), ticket, StoreLane.Unary);

        Assert.Null(cache.Find(Id));
    }

    [Fact]
    public void Find_LeaseLapsed_GivesNothingUntilRenewed()
    {
        var renewed = new NearCacheLease(clock);
        var own = new NearCache(1024 * 1024, Lifetime, renewed, clock);
        renewed.RenewUntil(clock.GetTimestamp() + 10, renewed.Epoch);
        own.Fill(Id, Profile(7), own.Ticket(Id), StoreLane.Unary);
        Assert.NotNull(own.Find(Id));

        clock.Advance(TimeSpan.FromTicks(10));
        Assert.Null(own.Find(Id));

        renewed.RenewUntil(clock.GetTimestamp() + 10, renewed.Epoch);
        Assert.NotNull(own.Find(Id));
    }

    [Fact]
    public void Find_FilledBeforeADrop_GivesNothingEverAgain()
    {
        Fill(7);

        lease.Drop();
        lease.HoldForever();

        Assert.Null(cache.Find(Id));
        Fill(7);
        Assert.NotNull(cache.Find(Id));
    }

    [Fact]
    public void Find_AskedForWithoutTheLease_IsNeverTakenForFresh()
    {
        lease.Drop();
        var ticket = cache.Ticket(Id);
        lease.RenewUntil(long.MaxValue, lease.Epoch);

        cache.Fill(Id, Profile(7), ticket, StoreLane.Unary);

        Assert.Null(cache.Find(Id));
        Assert.NotNull(cache.FindDegraded(Id));
    }

    [Fact]
    public void Fill_LeaseDroppedSinceTheTicket_IsRefused()
    {
        var ticket = cache.Ticket(Id);
        lease.Drop();
        lease.HoldForever();

        cache.Fill(Id, Profile(7), ticket, StoreLane.Unary);

        Assert.Null(cache.Find(Id));
        Assert.Null(cache.FindDegraded(Id));
    }

    [Fact]
    public void Invalidate_Filled_TakesItOut()
    {
        Fill(7);

        cache.Invalidate(Id);

        Assert.Null(cache.Find(Id));
        Assert.Null(cache.FindDegraded(Id));
        Assert.Equal((0, 0), (cache.Counts.Entries, cache.Counts.Bytes));
    }

    /// <summary>A read asks the store, a write is decided and acknowledged, then the read's answer comes: it is older.</summary>
    [Fact]
    public void Fill_InvalidatedSinceTheTicket_IsRefused()
    {
        var ticket = cache.Ticket(Id);
        cache.Invalidate(Id);

        cache.Fill(Id, Profile(7), ticket, StoreLane.Unary);

        Assert.Null(cache.Find(Id));
        Assert.Null(cache.FindDegraded(Id));
    }

    [Fact]
    public void Fill_TicketTakenAfterTheInvalidation_IsKept()
    {
        cache.Invalidate(Id);

        Fill(8);

        Assert.Equal(8UL, cache.Find(Id)!.Version);
    }

    /// <summary>The cost of counting by stripe: with more creators than stripes, one's write refuses another's fill.</summary>
    [Fact]
    public void Fill_AnotherOfTheStripeInvalidated_IsRefusedAndThenKept()
    {
        var ticket = cache.Ticket(Id);
        for (var i = 0; cache.Ticket(Id).Invalidations == ticket.Invalidations; i++)
        {
            cache.Invalidate($"another-{i}");
        }

        cache.Fill(Id, Profile(7), ticket, StoreLane.Unary);
        Assert.Null(cache.Find(Id));

        Fill(7);
        Assert.NotNull(cache.Find(Id));
    }

    [Theory]
    [InlineData(6, 7)]
    [InlineData(7, 7)]
    [InlineData(8, 8)]
    public void Fill_OverAnother_NeverLowersTheVersion(int second, int expected)
    {
        Fill(7);

        Fill((ulong)second);

        Assert.Equal((ulong)expected, cache.Find(Id)!.Version);
    }

    [Fact]
    public void Fill_LowerVersionOverOneThatMayStillStandIn_IsRefused()
    {
        Fill(7);
        clock.Advance(NearCache.DegradedLifetime);

        Fill(6);

        Assert.Equal(7UL, cache.FindDegraded(Id)!.Version);
    }

    /// <summary>Else a higher version that is no longer in the store would keep its creator out for ever.</summary>
    [Fact]
    public void Fill_LowerVersionOverOneThatAnswersNobody_IsKept()
    {
        Fill(7);
        clock.Advance(NearCache.DegradedLifetime + Tick);

        Fill(6);

        Assert.Equal(6UL, cache.Find(Id)!.Version);
    }

    [Fact]
    public void FindDegraded_WhateverTheLease_ForTenMinutes()
    {
        Fill(7);
        lease.Drop();

        Assert.Null(cache.Find(Id));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.NotNull(cache.FindDegraded(Id));
        clock.Advance(Tick);
        Assert.Null(cache.FindDegraded(Id));
    }

    [Fact]
    public void Counts_HitsAndMisses_DegradedAnswersAreNeither()
    {
        Fill(7);
        cache.Find(Id);
        cache.Find(Id);
        cache.Find("another");
        cache.FindDegraded(Id);
        cache.FindDegraded("another");

        Assert.Equal((2, 1, 1), (cache.Counts.Hits, cache.Counts.Misses, cache.Counts.Entries));
        Assert.Equal(ProfileHeader.Length + (Id.Length * 2) + NearCacheEntry.OverheadBytes, cache.Counts.Bytes);
    }

    [Fact]
    public void Fill_SliceOfALargerAnswer_KeepsTheSliceAlone()
    {
        var bytes = Profile(7).Bytes.ToArray();
        var answer = new byte[100_000];
        bytes.CopyTo(answer, 500);

        cache.Fill(Id, StoredProfile.Read(answer.AsMemory(500, bytes.Length))!, cache.Ticket(Id), StoreLane.Unary);

        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(cache.Find(Id)!.Bytes, out var kept));
        Assert.Equal(bytes, kept.Array);
    }

    [Fact]
    public void Constructor_NoBytes_KeepsNothing()
    {
        var none = new NearCache(0, Lifetime, lease, clock);
        none.Fill(Id, Profile(7), none.Ticket(Id), StoreLane.Unary);
        none.Fill(Id, Profile(7), none.Ticket(Id), StoreLane.Bulk);
        none.Invalidate(Id);

        Assert.Null(none.Find(Id));
        Assert.Null(none.FindDegraded(Id));
        Assert.Equal(0, none.Counts.Entries);
    }

    private static StoredProfile Profile(ulong version) => SampleProfiles.Minimal(Id, version).Stored();

    private void Fill(ulong version) => cache.Fill(Id, Profile(version), cache.Ticket(Id), StoreLane.Unary);
}
