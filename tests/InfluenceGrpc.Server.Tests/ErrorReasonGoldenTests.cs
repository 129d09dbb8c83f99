using InfluenceGrpc.Server.Contract;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests;

/// <summary>Reasons outlive the process: callers' code goes by them. Add at the end; never rename, renumber or remove.</summary>
public sealed class ErrorReasonGoldenTests
{
    private static readonly string[] Golden =
    [
        "UNSPECIFIED", "INVALID_REQUEST", "UNKNOWN_TIER_SCHEME", "FOLLOWERS_MISSING", "FOLLOWERS_OUT_OF_RANGE", "INVALID_PROFILE",
        "INVALID_CREATOR_ID", "TOO_MANY_ITEMS", "TOO_MANY_BYTES", "PROFILE_STORE_ABSENT", "CREATOR_NOT_FOUND",
        "STREAM_CONFIG_MISSING", "STREAM_CONFIG_REPEATED", "STREAM_MESSAGE_EMPTY", "STREAM_SEQUENCE_NOT_INCREASING",
        "STREAM_INACTIVE", "SERVER_DRAINING", "INTERNAL", "PROFILE_STORE_UNAVAILABLE", "PROFILE_OUTSIDE_MAX_AGE",
        "PROFILE_TOO_LARGE", "ANSWER_FULL", "REPLICAS_NOT_REACHED", "UNKNOWN_FIT_MODEL", "NOTHING_KNOWN",
        "MUST_HAVES_UNUSABLE", "REACH_UNKNOWN", "CALLER_UNKNOWN", "SCOPE_MISSING", "OVERLOADED", "RATE_EXCEEDED",
        "CALL_TIMED_OUT", "DEADLINE_PASSED", "RPC_UNKNOWN", "STREAM_NEEDS_GRPC", "ENCODING_UNKNOWN",
    ];

    [Fact]
    public void ErrorReasons_NamesAndNumbers_AreThePublishedOnes() =>
        Assert.Equal(Golden, Enum.GetValues<V1.ErrorReason>().Order().Select(ErrorReasons.Name));
}
