using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Contract;

/// <summary>
/// Fits a status into the trailers of a call. Client libraries on gRPC's C core refuse calls with more than 8 KB of
/// metadata, and then tell their caller of the metadata instead of the error; so an error stays below that, however much
/// is wrong. Statuses within messages are not limited so.
/// </summary>
internal static class ErrorTrailers
{
    /// <summary>Most bytes of a message, percent-encoded as gRPC sends it.</summary>
    public const int MaxMessageBytes = 1000;

    /// <summary>Most bytes of a serialized status; base64 makes a third more of them.</summary>
    public const int MaxStatusBytes = 4500;

    /// <summary>A binary trailer that gRPC defines for google.rpc.Status.</summary>
    public const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>The exception that ends a call with a status.</summary>
    public static RpcException ToException(RpcStatus status)
    {
        var fitted = Fit(status);
        return new(
            new Grpc.Core.Status((StatusCode)fitted.Code, fitted.Message),
            new Metadata { { DetailsTrailer, fitted.ToByteArray() } });
    }

    /// <summary>The reason in the trailers of a call; null where there is none.</summary>
    public static string? ReasonOf(Metadata trailers) =>
        trailers.GetValueBytes(DetailsTrailer) is { } bytes ? ReasonOf(RpcStatus.Parser.ParseFrom(bytes)) : null;

    /// <summary>Its reason; null where it has none of ours.</summary>
    public static string? ReasonOf(RpcStatus status) =>
        status.Details.FirstOrDefault(detail => detail.Is(ErrorInfo.Descriptor)) is { } info ? info.Unpack<ErrorInfo>().Reason : null;

    /// <summary>The status, with as many violations as there is room for; the last then tells how many are left out.</summary>
    /// <param name="status">Any status.</param>
    /// <param name="maxBytes">The room, as serialized.</param>
    public static RpcStatus Fit(RpcStatus status, int maxBytes = MaxStatusBytes)
    {
        var fitted = status.Clone();
        fitted.Message = Shortened(status.Message);
        var place = IndexOfBadRequest(fitted);
        if (fitted.CalculateSize() <= maxBytes || place < 0)
        {
            return fitted;
        }

        var all = fitted.Details[place].Unpack<BadRequest>().FieldViolations;
        var told = all.Count;
        do
        {
            // Violations are of like length, so this takes few rounds.
            told = told * 3 / 4;
            var some = new BadRequest { FieldViolations = { all.Take(told) } };
            some.FieldViolations.Add(new BadRequest.Types.FieldViolation
            {
                Description = $"{all.Count - told} more faults are not listed; mend these first.",
            });
            fitted.Details[place] = Any.Pack(some);
        }
        while (told > 0 && fitted.CalculateSize() > maxBytes);

        return fitted;
    }

    private static int IndexOfBadRequest(RpcStatus status)
    {
        for (var i = 0; i < status.Details.Count; i++)
        {
            if (status.Details[i].Is(BadRequest.Descriptor))
            {
                return i;
            }
        }

        return -1;
    }

    private static string Shortened(string message)
    {
        var bytes = 0;
        var end = 0;
        foreach (var rune in message.EnumerateRunes())
        {
            // gRPC sends printable ASCII but '%' as it is, and three bytes for each byte of the rest.
            bytes += rune is { Value: >= 0x20 and <= 0x7e and not '%' } ? 1 : 3 * rune.Utf8SequenceLength;
            if (bytes > MaxMessageBytes)
            {
                return message[..end] + "...";
            }

            end += rune.Utf16SequenceLength;
        }

        return message;
    }
}
