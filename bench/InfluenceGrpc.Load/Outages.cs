using System.Diagnostics;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Load;

/// <summary>Lets Redis fail now and then: killed and started again with what it kept, or stopped in its tracks and let go on.</summary>
internal sealed class Outages(RedisServer redis, int times)
{
    // After it is back: connections are made again and waits end.
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(5);

    private readonly List<(TimeSpan From, TimeSpan To, bool IsKill)> taken = [];

    /// <summary>From when to when, and whether it was killed.</summary>
    public IReadOnlyList<(TimeSpan From, TimeSpan To, bool IsKill)> Taken => taken;

    /// <summary>Spreads them over the time.</summary>
    public async Task RunAsync(Stopwatch clock, TimeSpan duration, CancellationToken cancellationToken)
    {
        var period = duration / (times + 1);
        var down = TimeSpan.FromSeconds(Math.Min(4, period.TotalSeconds / 4));
        for (var number = 1; number <= times; number++)
        {
            await Task.Delay(TimeSpan.FromTicks(Math.Max(0, ((period * number) - clock.Elapsed).Ticks)), cancellationToken);
            var (from, isKill) = (clock.Elapsed, number % 3 != 0);
            await (isKill ? redis.KillAsync() : redis.PauseAsync());
            await Task.Delay(down, cancellationToken);
            await (isKill ? redis.RestartAsync() : redis.ResumeAsync());
            taken.Add((from, clock.Elapsed, isKill));
        }
    }

    /// <summary>Whether the store was away, or just back.</summary>
    public bool Contains(TimeSpan at) => taken.Exists(outage => at >= outage.From - TimeSpan.FromSeconds(1) && at <= outage.To + Recovery);
}
