using System.Collections.Frozen;
using Google.Protobuf;
using Google.Rpc;
using StatusCode = Grpc.Core.StatusCode;

namespace InfluenceGrpc.Client;

/// <summary>Why a call, a chunk or an item failed, as the server tells it.</summary>
public sealed class InfluenceError
{
    private InfluenceError(StatusCode code, string message, ErrorInfo? info, BadRequest? badRequest, RetryInfo? retry)
    {
        Code = code;
        Message = message;
        Reason = info?.Reason ?? "";
        Metadata = info?.Metadata.ToFrozenDictionary() ?? FrozenDictionary<string, string>.Empty;
        Violations = [.. badRequest?.FieldViolations.Select(violation => new FieldViolation(violation.Field, violation.Description)) ?? []];
        RetryDelay = retry?.RetryDelay?.ToTimeSpan();
    }

    private InfluenceError(InfluenceError other, string message)
    {
        Code = other.Code;
        Message = message;
        Reason = other.Reason;
        Metadata = other.Metadata;
        Violations = other.Violations;
        RetryDelay = other.RetryDelay;
    }

    /// <summary>The gRPC status.</summary>
    public StatusCode Code { get; }

    /// <summary>A sentence for people.</summary>
    public string Message { get; }

    /// <summary>
    /// The name of an <c>ErrorReason</c> of the contract without its prefix, such as <c>FOLLOWERS_MISSING</c>; empty
    /// where the error does not come from the server itself.
    /// </summary>
    public string Reason { get; }

    /// <summary>Figures that go with the reason, such as <c>limit</c> and <c>got</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Every field that breaks the rules; empty where the input is not at fault.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; }

    /// <summary>How long the server asks to wait before the next attempt; null where it does not say.</summary>
    public TimeSpan? RetryDelay { get; }

    /// <summary>The reason, or the status where there is none.</summary>
    public string Name => Reason.Length > 0 ? Reason : Code.ToString();

    /// <summary>Reads a status with its details. Details of unknown or damaged types are left out.</summary>
    public static InfluenceError From(Google.Rpc.Status status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return new InfluenceError(
            (StatusCode)status.Code, status.Message, Detail<ErrorInfo>(status), Detail<BadRequest>(status), Detail<RetryInfo>(status));
    }

    /// <summary>The same error, said otherwise.</summary>
    internal InfluenceError With(string message) => new(this, message);

    internal static InfluenceError Of(StatusCode code, string message) => new(code, message, null, null, null);

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Message}";

    private static TDetail? Detail<TDetail>(Google.Rpc.Status status)
        where TDetail : class, IMessage<TDetail>, new()
    {
        foreach (var any in status.Details)
        {
            try
            {
                if (any.TryUnpack<TDetail>(out var detail))
                {
                    return detail;
                }
            }
            catch (InvalidProtocolBufferException)
            {
                // The status is still worth telling without this detail.
            }
        }

        return null;
    }
}
