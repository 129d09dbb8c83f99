using Grpc.Core;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>Which ends of a stream are worth another attempt.</summary>
internal static class StreamFaults
{
    /// <summary>The call ended with status OK, but not in order: without a summary that says complete.</summary>
    public static RpcException Cut() => new(new Status(StatusCode.Unavailable, "The stream ended before everything was answered."));

    /// <param name="fault">How the call ended.</param>
    public static bool MayResume(RpcException fault) =>
        fault.StatusCode == StatusCode.Unavailable || IsOfTheConnection(fault.Status.DebugException) || IsInactive(fault) || IsFull(fault);

    // A connection or stream that dies comes as CANCELLED, INTERNAL or UNKNOWN, made up by the client's transport with an
    // exception of its own; those that a server says come without and are answers.
    private static bool IsOfTheConnection(Exception? exception) =>
        exception is IOException or HttpRequestException { InnerException: IOException };

    // The server has no place for now, and says when to ask again; what is too large it refuses without that.
    public static bool IsFull(RpcException fault) =>
        fault.StatusCode == StatusCode.ResourceExhausted && InfluenceException.ErrorOf(fault).RetryDelay is not null;

    // The source or the consumer was slower than the server waits for.
    private static bool IsInactive(RpcException fault) =>
        fault.StatusCode == StatusCode.DeadlineExceeded && InfluenceException.ErrorOf(fault).Reason == "STREAM_INACTIVE";
}
