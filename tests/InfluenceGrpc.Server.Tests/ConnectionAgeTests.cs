using InfluenceGrpc.Server.Operations;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace InfluenceGrpc.Server.Tests;

public class ConnectionAgeTests
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public void NextAge_ManyConnections_LieATenthAroundTheAge()
    {
        var age = new ConnectionAge(Age, new OneTimer(), new Random(7));

        var ages = Enumerable.Range(0, 1000).Select(_ => age.NextAge().TotalMinutes).ToList();

        Assert.All(ages, minutes => Assert.InRange(minutes, 27, 33));
        Assert.True(ages.Min() < 27.1 && ages.Max() > 32.9);
        Assert.Equal(ages[0], new ConnectionAge(Age, new OneTimer(), new Random(7)).NextAge().TotalMinutes);
    }

    [Fact]
    public async Task Serve_AgeIsReached_AsksToEndAndGoesOn()
    {
        var time = new OneTimer();
        var connection = new WatchedConnection();
        var ending = new TaskCompletionSource();
        var serving = new ConnectionAge(Age, time, new Random(7)).ServeAsync(connection, _ => ending.Task);
        Assert.Equal(0, connection.Requests);

        time.Fire();

        Assert.Equal((1, false), (connection.Requests, serving.IsCompleted));
        ending.SetResult();
        await serving.WaitAsync(Patience);
    }

    [Fact]
    public async Task Serve_ConnectionEndsFirst_LeavesNoTimer()
    {
        var time = new OneTimer();
        var connection = new WatchedConnection();
        var broken = new ConnectionAge(Age, time, new Random(7))
            .ServeAsync(connection, _ => Task.FromException(new ConnectionResetException("gone")));

        await Assert.ThrowsAsync<ConnectionResetException>(() => broken.WaitAsync(Patience));

        Assert.Equal((0, true), (connection.Requests, time.IsDisposed));
    }

    private sealed class WatchedConnection : DefaultConnectionContext, IConnectionLifetimeNotificationFeature
    {
        public WatchedConnection() => Features.Set<IConnectionLifetimeNotificationFeature>(this);

        public int Requests { get; private set; }

        public CancellationToken ConnectionClosedRequested { get; set; }

        public void RequestClose() => Requests++;
    }

    /// <summary>A clock with one timer, which fires when it is told to.</summary>
    private sealed class OneTimer : TimeProvider, ITimer
    {
        private Action? fire;

        public bool IsDisposed { get; private set; }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Assert.InRange(dueTime, Age * 0.9, Age * 1.1);
            Assert.Equal(Timeout.InfiniteTimeSpan, period);
            fire = () => callback(state);
            return this;
        }

        public void Fire() => fire!();

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => IsDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
