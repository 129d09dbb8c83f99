using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client.Tests;

public class BackoffTests
{
    [Fact]
    public void Next_AttemptsInARow_DoubleUpToTheMaximumAndEnd()
    {
        var backoff = new Backoff(new RetryOptions
        {
            InitialBackoff = TimeSpan.FromMilliseconds(100),
            MaxBackoff = TimeSpan.FromMilliseconds(1000),
            StreamAttemptsWithoutProgress = 7,
            Seed = 3,
        });

        var waits = Enumerable.Range(0, 8).Select(_ => backoff.Next(null)?.TotalMilliseconds).ToList();

        double[] full = [100, 200, 400, 800, 1000, 1000];
        Assert.All(full.Zip(waits), pair => Assert.InRange(pair.Second!.Value, pair.First / 2, pair.First));
        Assert.Equal([null, null], waits.Skip(6));
    }

    [Fact]
    public void Next_ServerAsks_WaitsAtLeastAsLongUpToTheLimit()
    {
        var backoff = new Backoff(new RetryOptions { MaxServerBackoff = TimeSpan.FromSeconds(20), Seed = 3 });

        Assert.InRange(backoff.Next(TimeSpan.FromSeconds(5))!.Value.TotalSeconds, 5, 6);
        Assert.InRange(backoff.Next(TimeSpan.FromHours(5))!.Value.TotalSeconds, 20, 24);
    }

    [Fact]
    public void Next_AnotherServerTakesIt_ComesAtOnceAndThenAtTheClientsOwnPace()
    {
        var backoff = new Backoff(new RetryOptions { InitialBackoff = TimeSpan.FromMilliseconds(100), Seed = 3 });

        Assert.Equal(TimeSpan.Zero, backoff.Next(TimeSpan.FromSeconds(5), elsewhere: true));
        Assert.InRange(backoff.Next(TimeSpan.FromSeconds(5), elsewhere: true)!.Value.TotalMilliseconds, 100, 200);
    }

    [Fact]
    public void Progress_AfterAttempts_StartsTheCountAnew()
    {
        var backoff = new Backoff(new RetryOptions { StreamAttemptsWithoutProgress = 2 });

        for (var i = 0; i < 10; i++)
        {
            Assert.NotNull(backoff.Next(null));
            backoff.Progress();
        }

        Assert.NotNull(backoff.Next(null));
        Assert.Null(backoff.Next(null));
    }
}
