using Grpc.Core;
using Grpc.Net.Client;

namespace InfluenceGrpc.Client;

/// <summary>How a client reaches its server.</summary>
public sealed class InfluenceClientOptions
{
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
}
