using Grpc.Core;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>Which ends of a stream are worth another attempt.</summary>
internal static class StreamFaults
{
    /// <summary>The call ended with status OK, but not in order: without a summary that says complete.</summary>
    public static RpcException Cut() => new(new Status(StatusCode.Unavailable, "The stream ended before everything was answered."));

    /// <param name="fault">How the call ended.</param>
    /// <param name="wasAccepted">Whether the server had taken the stream.</param>
    public static bool MayResume(RpcException fault, bool wasAccepted)
    {
        if (fault.StatusCode == StatusCode.Unavailable)
        {
            return true;
        }

        // A connection that dies mid-stream comes as CANCELLED, INTERNAL or UNKNOWN, made up by the client's transport
        // with its own exception; those that a server says are answers. Before the server took the stream, the same
        // faults mean that it does not speak gRPC.
        return wasAccepted && (fault.Status.DebugException is IOException or HttpRequestException || IsInactive(fault));
    }

    // The source or the consumer was slower than the server waits for.
    private static bool IsInactive(RpcException fault) =>
        fault.StatusCode == StatusCode.DeadlineExceeded && InfluenceException.ErrorOf(fault).Reason == "STREAM_INACTIVE";
}
