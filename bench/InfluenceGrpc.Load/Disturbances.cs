using System.Diagnostics;

namespace InfluenceGrpc.Load;

/// <summary>
/// What is done to the deployment under load, one after the other: Redis fails as often as is asked for, and in the middle a replica is
/// terminated and started again. Half a turn before that, certificate and key are renewed, so that the replica comes back with the
/// new key alone.
/// </summary>
internal sealed class Disturbances
{
    private readonly Deployment deployment;
    private readonly Asker asker;
    private readonly TimeSpan turn;
    private readonly int turns;
    private readonly List<Disturbance> taken = [];

    /// <param name="deployment">What they are done to.</param>
    /// <param name="asker">Who gets the new key.</param>
    /// <param name="redisFailures">How often Redis fails, at least once.</param>
    /// <param name="duration">How long the soak lasts.</param>
    public Disturbances(Deployment deployment, Asker asker, int redisFailures, TimeSpan duration)
    {
        (this.deployment, this.asker) = (deployment, asker);
        turns = redisFailures + 1;
        turn = duration / (turns + 1);
    }

    /// <summary>What was done so far, and when.</summary>
    public IReadOnlyList<Disturbance> Taken => taken;

    /// <summary>As long as a stream may last so that whoever held the old key is done before the replica is back without it.</summary>
    public TimeSpan LongestStream => Shorter(20, turn / 4);

    /// <summary>Spreads them over the time.</summary>
    public async Task RunAsync(Stopwatch clock, CancellationToken cancellationToken)
    {
        var (restart, redisFailures) = ((turns / 2) + 1, 0);
        for (var number = 1; number <= turns; number++)
        {
            if (number == restart)
            {
                await UntilAsync(turn * (number - 0.5), clock, cancellationToken);
                await RenewAsync(clock, cancellationToken);
            }

            await UntilAsync(turn * number, clock, cancellationToken);
            await (number == restart
                ? RestartReplicaAsync(clock, cancellationToken)
                : FailRedisAsync(++redisFailures % 3 != 0, clock, cancellationToken));
        }
    }

    /// <summary>Whether nothing was away then, or just back.</summary>
    public bool IsCalm(TimeSpan at) => !taken.Exists(one => one.Touches(at));

    private static TimeSpan Shorter(double seconds, TimeSpan other) => TimeSpan.FromSeconds(Math.Min(seconds, other.TotalSeconds));

    private static Task UntilAsync(TimeSpan at, Stopwatch clock, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromTicks(Math.Max(0, (at - clock.Elapsed).Ticks)), cancellationToken);

    private async Task FailRedisAsync(bool isKill, Stopwatch clock, CancellationToken cancellationToken)
    {
        var from = clock.Elapsed;
        await (isKill ? deployment.Redis.KillAsync() : deployment.Redis.PauseAsync());
        await Task.Delay(Shorter(4, turn / 4), cancellationToken);
        await (isKill ? deployment.Redis.RestartAsync() : deployment.Redis.ResumeAsync());
        taken.Add(new(isKill ? DisturbanceKind.RedisKilled : DisturbanceKind.RedisStopped, from, clock.Elapsed, Shorter(5, turn / 4)));
    }

    private async Task RestartReplicaAsync(Stopwatch clock, CancellationToken cancellationToken)
    {
        var from = clock.Elapsed;
        await deployment.Restarted.TerminateAsync();
        await Task.Delay(Shorter(10, turn / 4), cancellationToken);
        await deployment.StartAgainAsync();
        deployment.Restarted.Watch(clock.Elapsed);
        taken.Add(new(DisturbanceKind.ReplicaRestarted, from, clock.Elapsed, Shorter(20, turn / 3)));
    }

    private async Task RenewAsync(Stopwatch clock, CancellationToken cancellationToken)
    {
        var from = clock.Elapsed;
        await deployment.RenewCertificateAsync(cancellationToken);
        await asker.ReplaceAsync(deployment.Connect(deployment.NewAsker));
        taken.Add(new(DisturbanceKind.Renewed, from, clock.Elapsed, TimeSpan.Zero));
    }
}
