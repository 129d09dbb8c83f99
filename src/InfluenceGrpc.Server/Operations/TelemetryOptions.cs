namespace InfluenceGrpc.Server.Operations;

/// <summary>What the server tells of itself, and to whom. Bounds and meaning of each setting: <see cref="Settings"/>.</summary>
internal sealed record TelemetryOptions
{
    /// <summary>Where metrics and traces are sent; null where they are not.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>Whether they are sent as protobuf over plain HTTP, and not over gRPC.</summary>
    public bool IsHttpProtobuf { get; init; }

    /// <summary>How often metrics are sent.</summary>
    public TimeSpan MetricsInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Share of calls traced among those whose caller traces nothing, in [0, 1].</summary>
    public double TraceShare { get; init; } = 0.01;

    /// <summary>What tells this server from others of the deployment; null for one drawn at each start.</summary>
    public string? ServiceInstance { get; init; }

    /// <summary>Whether log lines are JSON objects, and not text.</summary>
    public bool LogsAsJson { get; init; }
}
