using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Fuzzing.Calls;

/// <summary>What the contract says of calls that are refused.</summary>
internal static class RefusalRules
{
    private const string DetailsTrailer = "grpc-status-details-bin";

    // What client libraries on gRPC's C core take.
    private const int MostTrailerBytes = 8 * 1024;

    private static readonly StatusCode[] Proper =
        [StatusCode.InvalidArgument, StatusCode.NotFound, StatusCode.FailedPrecondition, StatusCode.ResourceExhausted, StatusCode.Unimplemented];

    /// <summary>What a refusal breaks; null where it keeps to the contract.</summary>
    public static string? FaultOf(RpcException refusal)
    {
        if (!Proper.Contains(refusal.StatusCode))
        {
            return $"the call ended with {refusal.StatusCode}: {refusal.Status.Detail}";
        }

        if (refusal.Trailers.GetValueBytes(DetailsTrailer) is not { } bytes)
        {
            return $"{refusal.StatusCode} without details: {refusal.Status.Detail}";
        }

        var told = RpcStatus.Parser.ParseFrom(bytes);
        var size = refusal.Trailers.Sum(entry => entry.Key.Length + 32 + (entry.IsBinary ? entry.ValueBytes.Length * 4 / 3 : entry.Value.Length)) + refusal.Status.Detail.Length;
        return told.Code != (int)refusal.StatusCode || told.Message.Length == 0 ? $"the details tell another story than {refusal.Status}: {told}"
            : !told.Details.Any(detail => detail.Is(ErrorInfo.Descriptor)) ? $"{refusal.StatusCode} without a reason: {refusal.Status.Detail}"
            : size > MostTrailerBytes ? $"{size} bytes of trailers"
            : null;
    }
}
