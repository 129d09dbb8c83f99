using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Core.Faults;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Contract;

/// <summary>
/// The closed list of errors: the only place that knows status codes, reasons and what details go with them.
/// Messages say what is wrong and what to do.
/// </summary>
internal static class Errors
{
    private const string Domain = "influence.v1";

    // The details name every fault; the message, which people read in logs, the first few.
    private const int FaultsInMessage = 5;

    private const int MaxKnownLength = 1000;

    private static readonly TimeSpan DrainRetryDelay = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan OverloadRetryDelay = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan StoreRetryDelay = TimeSpan.FromSeconds(1);

    public static RpcStatus InvalidRequest(IReadOnlyList<Fault> faults) =>
        WithFaults(StatusCode.InvalidArgument, ErrorReason.InvalidRequest, "The request breaks its rules", faults);

    public static RpcStatus UnknownTierScheme(IReadOnlyList<Fault> faults, string known) =>
        WithFaults(StatusCode.InvalidArgument, ErrorReason.UnknownTierScheme, "No such tier scheme", faults, ("known", Shortened(known)));

    public static RpcStatus UnknownFitModel(IReadOnlyList<Fault> faults, string known) =>
        WithFaults(StatusCode.InvalidArgument, ErrorReason.UnknownFitModel, "No such fit model", faults, ("known", Shortened(known)));

    public static RpcStatus NothingKnown() =>
        Of(StatusCode.FailedPrecondition, ErrorReason.NothingKnown,
            "The profile tells nothing of what the brief asks for, and the brief leaves out what is not known; tell more, or take another missing policy.");

    public static RpcStatus MustHavesUnusable(IReadOnlyList<Fault> faults) =>
        WithFaults(StatusCode.FailedPrecondition, ErrorReason.MustHavesUnusable, "Creators that the plan must have cannot be in it", faults);

    public static RpcStatus ReachUnknown() =>
        Of(StatusCode.FailedPrecondition, ErrorReason.ReachUnknown,
            "Whom the creator reaches cannot be told: neither its own average reach nor its followers are known.");

    public static RpcStatus FollowersMissing() =>
        Of(StatusCode.InvalidArgument, ErrorReason.FollowersMissing,
            "The follower count is not known, and a scheme asked for goes by it.");

    public static RpcStatus FollowersOutOfRange(ulong limit) =>
        Of(StatusCode.InvalidArgument, ErrorReason.FollowersOutOfRange,
            $"The follower count is above {Text(limit)}.", ("limit", Text(limit)));

    public static RpcStatus InvalidProfile(IReadOnlyList<Fault> faults) =>
        WithFaults(StatusCode.InvalidArgument, ErrorReason.InvalidProfile, "The profile breaks its rules", faults);

    public static RpcStatus OtherItemFault() =>
        Of(StatusCode.InvalidArgument, ErrorReason.InvalidProfile,
            "The item has a fault that is not spelled out because too many different ones are; send it again with fewer others.");

    public static RpcStatus InvalidCreatorId() =>
        Of(StatusCode.InvalidArgument, ErrorReason.InvalidCreatorId,
            "A creator id has 1 to 128 bytes of UTF-8 without control characters.");

    public static RpcStatus TooManyItems(int limit, int got) =>
        Of(StatusCode.ResourceExhausted, ErrorReason.TooManyItems,
            $"{Text(got)} items; at most {Text(limit)} are allowed. Send them in more chunks.",
            ("limit", Text(limit)), ("got", Text(got)));

    /// <param name="limit">As many as are allowed.</param>
    /// <param name="got">As many as were looked at.</param>
    /// <param name="isAll">Whether these are all.</param>
    public static RpcStatus TooManyBytes(int limit, int got, bool isAll = true) =>
        Of(StatusCode.ResourceExhausted, ErrorReason.TooManyBytes,
            $"{(isAll ? "" : "At least ")}{Text(got)} bytes; at most {Text(limit)} are allowed. Send fewer items at a time.",
            ("limit", Text(limit)), ("got", Text(got)));

    public static RpcStatus TooManyBytesInflated(int limit) =>
        Of(StatusCode.ResourceExhausted, ErrorReason.TooManyBytes,
            $"The message has more than {Text(limit)} bytes once it is inflated, which are allowed. Send fewer items at a time.", ("limit", Text(limit)));

    public static RpcStatus LengthBeyondAny(uint length) =>
        Of(StatusCode.ResourceExhausted, ErrorReason.TooManyBytes, $"A message of {Text(length)} bytes is larger than any may be.", ("got", Text(length)));

    public static RpcStatus ProfileStoreAbsent() =>
        Of(StatusCode.Unimplemented, ErrorReason.ProfileStoreAbsent,
            "This server has no profile store to look creator ids up in; send follower counts or profiles.");

    public static RpcStatus ProfileStoreUnavailable() => Retryable(
        Of(StatusCode.Unavailable, ErrorReason.ProfileStoreUnavailable,
            "The profile store does not answer; try again, or send follower counts or profiles. A write may be stored all the same."),
        StoreRetryDelay);

    public static RpcStatus CreatorNotFound() =>
        Of(StatusCode.NotFound, ErrorReason.CreatorNotFound, "There is no such creator in the profile store.");

    public static RpcStatus ProfileOutsideMaxAge(TimeSpan maxAge, TimeSpan? age)
    {
        var limit = Seconds(maxAge);
        return age is { } known
            ? Of(StatusCode.FailedPrecondition, ErrorReason.ProfileOutsideMaxAge,
                $"The profile is {Seconds(known)} s old; at most {limit} s are asked for. Write it anew, or allow stale ones.",
                ("age_seconds", Seconds(known)), ("max_age_seconds", limit))
            : Of(StatusCode.FailedPrecondition, ErrorReason.ProfileOutsideMaxAge,
                $"The profile is older than the {limit} s asked for. Write it anew, or allow stale ones.", ("max_age_seconds", limit));
    }

    public static RpcStatus ProfileTooLarge(int limit) =>
        Of(StatusCode.ResourceExhausted, ErrorReason.ProfileTooLarge,
            $"The profile is larger than the {Text(limit)} bytes that are kept of one creator; leave out its smallest shares.",
            ("limit", Text(limit)));

    public static RpcStatus AnswerFull() =>
        Of(StatusCode.ResourceExhausted, ErrorReason.AnswerFull,
            "The answer is full; ask for this creator again, with fewer others, or use StreamLookupProfiles.");

    public static RpcStatus ReplicasNotReached(int minReplicas) => Retryable(
        Of(StatusCode.Unavailable, ErrorReason.ReplicasNotReached,
            $"It is written, but not yet on {Text(minReplicas)} replicas; send it again.", ("min_replicas", Text(minReplicas))),
        StoreRetryDelay);

    public static RpcStatus StreamConfigMissing() =>
        Of(StatusCode.InvalidArgument, ErrorReason.StreamConfigMissing, "The first message of the stream must be its config.");

    public static RpcStatus StreamConfigRepeated() =>
        Of(StatusCode.InvalidArgument, ErrorReason.StreamConfigRepeated, "Only the first message of the stream may be a config.");

    public static RpcStatus StreamMessageEmpty() =>
        Of(StatusCode.InvalidArgument, ErrorReason.StreamMessageEmpty, "A message of the stream is neither config nor chunk.");

    public static RpcStatus StreamSequenceNotIncreasing(ulong previous, ulong got) =>
        Of(StatusCode.InvalidArgument, ErrorReason.StreamSequenceNotIncreasing,
            $"Chunk {Text(got)} follows chunk {Text(previous)}; sequences must increase from at least 1.",
            ("previous", Text(previous)), ("got", Text(got)));

    public static RpcStatus StreamInactive(TimeSpan limit) =>
        Of(StatusCode.DeadlineExceeded, ErrorReason.StreamInactive,
            $"Nothing was sent or read for {Seconds(limit)} s.", ("limit_seconds", Seconds(limit)));

    public static RpcStatus Draining() => Retryable(
        Of(StatusCode.Unavailable, ErrorReason.ServerDraining,
            "The server is shutting down; send the call, or the chunks after the last one answered, to another."),
        DrainRetryDelay);

    public static RpcStatus CallerUnknown() =>
        Of(StatusCode.Unauthenticated, ErrorReason.CallerUnknown,
            "Who calls is not known: send an API key of this server as \"authorization: Bearer KEY\", or show a certificate that it knows.");

    public static RpcStatus ScopeMissing(string caller, string scope) =>
        Of(StatusCode.PermissionDenied, ErrorReason.ScopeMissing,
            $"{caller} may not ask for this: the scope {scope} is missing.", ("caller", caller), ("scope", scope));

    public static RpcStatus Overloaded() => Retryable(
        Of(StatusCode.ResourceExhausted, ErrorReason.Overloaded,
            "As many calls of this kind are under way as the server allows; try again, or another server."),
        OverloadRetryDelay);

    public static RpcStatus MemoryTaken() => Retryable(
        Of(StatusCode.ResourceExhausted, ErrorReason.Overloaded,
            "Calls under way take as much memory as the server allows; try again, or another server."),
        OverloadRetryDelay);

    public static RpcStatus MessageTakesTooMuch(long limit) =>
        Of(StatusCode.ResourceExhausted, ErrorReason.TooManyBytes,
            $"The message would take more than {Text((ulong)limit)} bytes of memory, which is more than any may. Send fewer items at a time.",
            ("limit", Text((ulong)limit)));

    public static RpcStatus CallTimedOut(TimeSpan limit) =>
        Of(StatusCode.DeadlineExceeded, ErrorReason.CallTimedOut,
            $"After {Seconds(limit)} s the message had not come, or its answer was not taken; send what takes longer as a stream.", ("limit_seconds", Seconds(limit)));

    public static RpcStatus RateExceeded(string caller, TimeSpan retryAfter) => Retryable(
        Of(StatusCode.ResourceExhausted, ErrorReason.RateExceeded,
            $"{caller} asks about more creators a second than it may; try again later, or stream them, which is slowed and not refused.",
            ("caller", caller)),
        retryAfter);

    public static RpcStatus NotServed(string what) =>
        new() { Code = (int)StatusCode.NotFound, Message = $"There is no {what} here." };

    public static RpcStatus AsksNothing() =>
        new() { Code = (int)StatusCode.InvalidArgument, Message = "The request asks nothing." };

    public static RpcStatus Malformed(string problem) =>
        Of(StatusCode.InvalidArgument, ErrorReason.InvalidRequest, $"The message is not valid protobuf: {problem}");

    public static RpcStatus NotCompressed(string problem) =>
        Of(StatusCode.InvalidArgument, ErrorReason.InvalidRequest, $"The message is not compressed as the call says it is: {problem}");

    public static RpcStatus FrameBroken(byte flag) =>
        Of(StatusCode.InvalidArgument, ErrorReason.InvalidRequest,
            $"A message begins with the byte {Text(flag)}; it must be 0, or 1 where the message is compressed.");

    public static RpcStatus EncodingAbsent() =>
        Of(StatusCode.InvalidArgument, ErrorReason.InvalidRequest, "A message says that it is compressed, and the call has no grpc-encoding to say how.");

    public static RpcStatus MessageCutOff() =>
        Of(StatusCode.InvalidArgument, ErrorReason.InvalidRequest, "What was sent ends in the middle of a message.");

    public static RpcStatus MessageAbsent() =>
        Of(StatusCode.InvalidArgument, ErrorReason.InvalidRequest, "The call has no message; it must have one.");

    public static RpcStatus MessagesTooMany() =>
        Of(StatusCode.InvalidArgument, ErrorReason.InvalidRequest, "There is more after the message; the call must have one and no more.");

    public static RpcStatus NotItsMessage(IReadOnlyList<Fault> faults) =>
        WithFaults(StatusCode.InvalidArgument, ErrorReason.InvalidRequest, "The JSON is not that of the request's message", faults);

    public static RpcStatus NotAsConnectHasIt(string problem) =>
        Of(StatusCode.InvalidArgument, ErrorReason.InvalidRequest, problem);

    public static RpcStatus DeadlinePassed(string problem) => Of(StatusCode.DeadlineExceeded, ErrorReason.DeadlinePassed, problem);

    public static RpcStatus EncodingUnknown(string problem) => Of(StatusCode.Unimplemented, ErrorReason.EncodingUnknown, problem);

    public static RpcStatus RpcUnknown(string problem) => Of(StatusCode.Unimplemented, ErrorReason.RpcUnknown, problem);

    public static RpcStatus StreamNeedsGrpc(string rpc) =>
        Of(StatusCode.Unimplemented, ErrorReason.StreamNeedsGrpc, $"{rpc} is a stream, and streams are served over gRPC only; docs/any-language.md shows how.");

    public static RpcStatus HostUnknown() =>
        Of(StatusCode.InvalidArgument, ErrorReason.InvalidRequest, "The request is for another host; ask for localhost, or name the host in Web:AllowedHosts.");

    public static RpcStatus Cancelled() => new() { Code = (int)StatusCode.Cancelled, Message = "The call was cancelled." };

    public static RpcStatus Internal(string traceId) =>
        Of(StatusCode.Internal, ErrorReason.Internal, "The server failed; its log has the details.", ("trace_id", traceId));

    /// <summary>What the gRPC library says of its own accord, in words and with a reason of ours; every other status as it is.</summary>
    /// <param name="status">How a call ended.</param>
    /// <param name="mostBytes">As many as its message may have.</param>
    public static RpcStatus WithReason(RpcStatus status, int mostBytes) => status.Details.Count > 0 ? status : (StatusCode)status.Code switch
    {
        StatusCode.DeadlineExceeded => DeadlinePassed("The call took longer than it was given."),
        StatusCode.ResourceExhausted => TooManyBytesInflated(mostBytes),
        StatusCode.Unimplemented => RpcUnknown(status.Message),
        _ => status,
    };

    /// <summary>Whether a status tells of the store, and not of what was asked for.</summary>
    public static bool IsOfTheStore(RpcStatus status) => status.Code is (int)StatusCode.Unavailable or (int)StatusCode.Unimplemented;

    /// <summary>The exception that ends a call with this status, its details in the trailer that gRPC defines.</summary>
    public static RpcException ToException(this RpcStatus status) => ErrorTrailers.ToException(status);

    private static RpcStatus Retryable(RpcStatus status, TimeSpan delay)
    {
        status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = delay.ToDuration() }));
        return status;
    }

    private static RpcStatus WithFaults(
        StatusCode code,
        ErrorReason reason,
        string summary,
        IReadOnlyList<Fault> faults,
        params ReadOnlySpan<(string Key, string Value)> metadata)
    {
        var status = Of(code, reason, $"{summary}: {Told(faults)}", metadata);
        var badRequest = new BadRequest();
        badRequest.FieldViolations.AddRange(faults.Select(
            fault => new BadRequest.Types.FieldViolation { Field = fault.Path, Description = fault.Message }));
        status.Details.Add(Any.Pack(badRequest));
        return status;
    }

    private static string Told(IReadOnlyList<Fault> faults)
    {
        var told = string.Join("; ", faults.Take(FaultsInMessage).Select(fault => (fault.Path.Length > 0 ? $"{fault.Path}: " : "") + fault.Message.TrimEnd('.')));
        var listed = faults.Count(fault => fault.Code != FaultCode.NotListed);
        var more = listed - FaultsInMessage;
        return told + (told.EndsWith('?') ? "" : ".")
            + (more <= 0 ? "" : $" And {(listed < faults.Count ? "at least " : "")}{Text(more)} more {(more == 1 ? "fault" : "faults")}.");
    }

    private static RpcStatus Of(
        StatusCode code, ErrorReason reason, string message, params ReadOnlySpan<(string Key, string Value)> metadata)
    {
        var info = new ErrorInfo { Reason = ErrorReasons.Name(reason), Domain = Domain };
        foreach (var (key, value) in metadata)
        {
            info.Metadata.Add(key, value);
        }

        return new RpcStatus { Code = (int)code, Message = message, Details = { Any.Pack(info) } };
    }

    private static string Shortened(string known) => known.Length <= MaxKnownLength ? known : known[..MaxKnownLength] + "...";

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
