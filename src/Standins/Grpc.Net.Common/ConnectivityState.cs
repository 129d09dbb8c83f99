namespace Grpc.Core;

/// <summary>The state of a channel.</summary>
public enum ConnectivityState
{
    /// <summary>No connection and no attempt.</summary>
    Idle,

    /// <summary>Connecting.</summary>
    Connecting,

    /// <summary>Connected.</summary>
    Ready,

    /// <summary>The last attempt failed; another follows.</summary>
    TransientFailure,

    /// <summary>Shut down.</summary>
    Shutdown,
}
