using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>Who may answer from the near cache, and until when.</summary>
public sealed class NearCacheLeaseTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly HandSetClock clock = new();
    private readonly NearCacheLease lease;

    public NearCacheLeaseTests() => lease = new(clock);

    [Fact]
    public void IsHeld_BeforeAnyRenewal_IsFalse()
    {
        Assert.False(lease.IsHeld);
        Assert.Null(lease.HeldEpoch(clock.GetTimestamp()));
    }

    [Fact]
    public void IsHeld_Renewed_UntilTheTimeComes()
    {
        Assert.True(lease.RenewUntil(In(Second), lease.Epoch));

        clock.Advance(Second - TimeSpan.FromTicks(1));
        Assert.True(lease.IsHeld);
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.False(lease.IsHeld);
    }

    [Fact]
    public void RenewUntil_Earlier_ShortensNothing()
    {
        lease.RenewUntil(In(2 * Second), lease.Epoch);

        Assert.True(lease.RenewUntil(In(Second), lease.Epoch));

        clock.Advance(Second);
        Assert.True(lease.IsHeld);
    }

    [Fact]
    public void RenewUntil_AfterALapse_GoesOnInTheSameEpoch()
    {
        lease.RenewUntil(In(Second), lease.Epoch);
        var epoch = lease.Epoch;
        clock.Advance(Second);

        lease.RenewUntil(In(Second), lease.Epoch);

        Assert.Equal(epoch, lease.HeldEpoch(clock.GetTimestamp()));
    }

    [Fact]
    public void Drop_Held_EndsLeaseAndEpoch()
    {
        lease.HoldForever();
        var epoch = lease.Epoch;

        lease.Drop();

        Assert.False(lease.IsHeld);
        Assert.Equal(epoch + 1, lease.Epoch);
    }

    [Fact]
    public void Drop_NotHeld_EndsTheEpochAllTheSame()
    {
        var epoch = lease.Epoch;

        lease.Drop();

        Assert.Equal(epoch + 1, lease.Epoch);
    }

    [Fact]
    public void RenewUntil_AskedForBeforeADrop_RenewsNothing()
    {
        var epoch = lease.Epoch;
        lease.Drop();

        Assert.False(lease.RenewUntil(In(Second), epoch));

        Assert.False(lease.IsHeld);
    }

    [Fact]
    public void RenewUntil_AskedForAfterADrop_HoldsTheNewEpoch()
    {
        lease.Drop();

        Assert.True(lease.RenewUntil(In(Second), lease.Epoch));

        Assert.Equal(lease.Epoch, lease.HeldEpoch(clock.GetTimestamp()));
    }

    [Fact]
    public void HoldForever_Renewed_StaysForEver()
    {
        lease.HoldForever();
        lease.RenewUntil(In(Second), lease.Epoch);
        clock.Advance(TimeSpan.FromDays(1000));

        Assert.True(lease.IsHeld);
    }

    /// <summary>Every renewal names an epoch that is over by the time somebody looks: held is never seen with the epoch after.</summary>
    [Fact]
    public async Task RenewUntil_RacingWithDrops_NeverRevivesAnEpoch()
    {
        const int Rounds = 50_000;
        var dropping = Task.Run(() =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                lease.Drop();
            }
        });
        var renewing = Task.Run(() =>
        {
            while (!dropping.IsCompleted)
            {
                // Even epochs only: an odd one that is held was revived by a renewal of the epoch before.
                var epoch = lease.Epoch;
                if (epoch % 2 == 0)
                {
                    lease.RenewUntil(In(Second), epoch);
                }

                Assert.True(lease.HeldEpoch(clock.GetTimestamp()) is not { } held || held % 2 == 0);
            }
        });

        await Task.WhenAll(dropping, renewing).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(Rounds, lease.Epoch);
    }

    private long In(TimeSpan time) => clock.GetTimestamp() + time.Ticks;
}
