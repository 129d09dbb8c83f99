using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What the gRPC library answers of its own accord, in words of ours: for callers who have no gRPC library that knows its words.</summary>
internal static class LibraryErrors
{
    /// <summary>The same with its reason; as it is, where it has one or nobody is left to be told.</summary>
    /// <param name="status">How a call ended.</param>
    /// <param name="mostBytes">As many as its message may have.</param>
    public static RpcStatus WithReason(RpcStatus status, int mostBytes) => status.Details.Count > 0 ? status : (StatusCode)status.Code switch
    {
        StatusCode.DeadlineExceeded => Errors.DeadlinePassed("The call took longer than it was given."),
        StatusCode.ResourceExhausted => Errors.TooManyBytesInflated(mostBytes),
        StatusCode.Unimplemented => Errors.RpcUnknown(status.Message),
        _ => status,
    };
}
