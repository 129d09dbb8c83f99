using Grpc.Health.V1;

namespace InfluenceGrpc.Server.Operations;

/// <summary>Which services can answer, by name; "" is the server as a whole. Follows shutdown by itself.</summary>
/// <remarks>
/// Thread-safe. A watcher first takes <see cref="Changed"/>, then reads: a change in between completes the task it
/// holds, so no change is missed.
/// </remarks>
internal sealed class HealthBoard
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HealthCheckResponse.Types.ServingStatus> statuses = new(StringComparer.Ordinal);
    private TaskCompletionSource changed = NewSignal();
    private bool draining;

    /// <summary>Starts with every service unhealthy, until it is set otherwise.</summary>
    public HealthBoard(IEnumerable<string> services, Drain drain)
    {
        foreach (var service in services.Prepend(""))
        {
            statuses[service] = HealthCheckResponse.Types.ServingStatus.NotServing;
        }

        drain.Token.UnsafeRegister(static board => ((HealthBoard)board!).Change(board => board.draining = true), this);
    }

    /// <summary>Completes at the next change.</summary>
    public Task Changed
    {
        get
        {
            lock (gate)
            {
                return changed.Task;
            }
        }
    }

    /// <summary>Whether the server is shutting down, and NOT_SERVING is the last word.</summary>
    public bool IsFinal
    {
        get
        {
            lock (gate)
            {
                return draining;
            }
        }
    }

    /// <summary>All services and their statuses.</summary>
    public IReadOnlyDictionary<string, HealthCheckResponse.Types.ServingStatus> All()
    {
        lock (gate)
        {
            return statuses.ToDictionary(pair => pair.Key, pair => Shown(pair.Value), StringComparer.Ordinal);
        }
    }

    /// <summary>A service's status, or null where there is no such service.</summary>
    public HealthCheckResponse.Types.ServingStatus? Of(string service)
    {
        lock (gate)
        {
            return statuses.TryGetValue(service, out var status) ? Shown(status) : null;
        }
    }

    /// <summary>Marks every service as able to answer.</summary>
    /// <param name="except">The one that is not, or not yet.</param>
    public void AllServing(string except) => Change(board =>
    {
        foreach (var service in board.statuses.Keys.Where(service => service != except))
        {
            board.statuses[service] = HealthCheckResponse.Types.ServingStatus.Serving;
        }
    });

    /// <summary>Marks one service as able to answer, or not.</summary>
    public void Set(string service, bool serving) => Change(board =>
        board.statuses[service] = serving ? HealthCheckResponse.Types.ServingStatus.Serving : HealthCheckResponse.Types.ServingStatus.NotServing);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HealthCheckResponse.Types.ServingStatus Shown(HealthCheckResponse.Types.ServingStatus status) =>
        draining ? HealthCheckResponse.Types.ServingStatus.NotServing : status;

    private void Change(Action<HealthBoard> change)
    {
        TaskCompletionSource signal;
        lock (gate)
        {
            change(this);
            signal = changed;
            changed = NewSignal();
        }

        signal.SetResult();
    }
}
