using Google.Protobuf;
using Grpc.Core;

namespace InfluenceGrpc.Client;

/// <summary>A call failed for good: the server refused it, or could not be reached in all attempts.</summary>
public sealed class InfluenceException : Exception
{
    private const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>Makes the exception of an error.</summary>
    public InfluenceException(InfluenceError error, Exception? innerException = null)
        : base(Describe(error), innerException)
    {
        Error = error;
    }

    /// <summary>What the server told, in full.</summary>
    public InfluenceError Error { get; }

    /// <summary>
    /// Whether a server had taken the call and what was sent on it is lost, so that it must be made again from its first item.
    /// </summary>
    public bool MustBeginAnew { get; init; }

    /// <summary>Why no call could be made on a connection, where that can be told; null where it cannot, or it was not the connection.</summary>
    public ConnectionFault? ConnectionFault { get; init; }

    /// <summary>The gRPC status.</summary>
    public StatusCode StatusCode => Error.Code;

    /// <summary>The contract's reason, such as <c>UNKNOWN_TIER_SCHEME</c>; empty where the server gave none.</summary>
    public string Reason => Error.Reason;

    /// <summary>Every field that breaks the rules.</summary>
    public IReadOnlyList<FieldViolation> Violations => Error.Violations;

    /// <summary>Figures that go with the reason.</summary>
    public IReadOnlyDictionary<string, string> Metadata => Error.Metadata;

    /// <summary>Reads the details out of a failed call's trailers.</summary>
    public static InfluenceException From(RpcException fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new InfluenceException(ErrorOf(fault), fault);
    }

    internal static InfluenceException Protocol(string message) => new(InfluenceError.Of(StatusCode.Internal, message));

    internal static InfluenceError ErrorOf(RpcException fault)
    {
        if (fault.Trailers.GetValueBytes(DetailsTrailer) is { } details)
        {
            try
            {
                return InfluenceError.From(Google.Rpc.Status.Parser.ParseFrom(details));
            }
            catch (InvalidProtocolBufferException)
            {
                // The plain status below tells the essence.
            }
        }

        // The library ends a call by this program's own deadline without a word.
        var isWordless = fault.StatusCode == StatusCode.DeadlineExceeded && string.IsNullOrEmpty(fault.Status.Detail);
        return InfluenceError.Of(fault.StatusCode, isWordless ? "nothing answered in time" : fault.Status.Detail);
    }

    private static string Describe(InfluenceError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        // Servers may have told the fields in the message already.
        var untold = error.Violations.Where(violation => !error.Message.Contains(violation.Description, StringComparison.Ordinal));
        var fields = untold.Select(violation => $"{Environment.NewLine}  {violation.Field}: {violation.Description}");
        return $"{error}{string.Concat(fields)}";
    }
}
