using Grpc.Core;
using Grpc.Net.Client;
using InfluenceGrpc.Client.Balancing;

namespace InfluenceGrpc.Client;

/// <summary>How a client reaches its server.</summary>
public sealed class InfluenceClientOptions
{
    private const string Draining = "SERVER_DRAINING";

    /// <summary>How long a unary call may take, its retries included. 10 seconds unless set.</summary>
    public TimeSpan UnaryTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often and how soon to try again while the server is unavailable.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>Sent with every call, such as <c>authorization</c>.</summary>
    public Metadata Headers { get; set; } = [];

    /// <summary>
    /// Called on the options of the channel before <see cref="InfluenceClient.Connect(Uri, InfluenceClientOptions)"/> opens it.
    /// </summary>
    public Action<GrpcChannelOptions>? ConfigureChannel { get; set; }

    /// <summary>The clock that waits go by.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The servers of a client that has several; null where it has one, or a channel of the caller's.</summary>
    internal ServerTarget? Replicas { get; private init; }

    /// <summary>The same, for a client of several servers.</summary>
    internal InfluenceClientOptions For(ServerTarget target) => new()
    {
        UnaryTimeout = UnaryTimeout,
        Retry = Retry,
        Headers = Headers,
        ConfigureChannel = ConfigureChannel,
        TimeProvider = TimeProvider,
        Replicas = target,
    };

    /// <summary>Whether another server can take a call up at once: its end concerns one of several alone.</summary>
    internal bool IsForAnother(InfluenceError error) => Replicas is not null && error.Reason == Draining;

    /// <summary>A failed call as callers see it; where no server was reached, with the names of all that were tried.</summary>
    internal InfluenceException ExceptionOf(RpcException fault)
    {
        var error = InfluenceException.ErrorOf(fault);
        return Replicas is not null && error is { Code: StatusCode.Unavailable, Reason: "" }
            ? new InfluenceException(error.With($"No answer from {Replicas}: {error.Message}"), fault)
            : new InfluenceException(error, fault);
    }
}
