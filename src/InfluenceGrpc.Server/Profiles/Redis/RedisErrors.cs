using Polly.CircuitBreaker;
using StackExchange.Redis;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>What the exceptions of the client library mean.</summary>
internal static class RedisErrors
{
    private static readonly string[] Elsewhere = ["MOVED ", "ASK ", "TRYAGAIN", "READONLY", "CROSSSLOT", "Key has MOVED"];

    /// <summary>What came of a command that ended in an exception.</summary>
    public static ReplyKind KindOf(Exception exception) =>
        exception is not RedisException ? ReplyKind.Unavailable
        : Elsewhere.Any(start => exception.Message.StartsWith(start, StringComparison.Ordinal)) || IsUnfollowed(exception.Message) ? ReplyKind.Elsewhere
        : exception.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal) ? ReplyKind.ScriptMissing
        : ReplyKind.Unavailable;

    /// <summary>Whether an exception says that a node cannot be reached or does not answer, rather than that it refuses.</summary>
    public static bool IsSilence(Exception? exception) =>
        exception is TimeoutException or RedisConnectionException && KindOf(exception) == ReplyKind.Unavailable;

    /// <summary>
    /// A reason fit for logs: an error of Redis by its first word, which is its code; everything else by its kind. Whole
    /// messages hold keys.
    /// </summary>
    public static string ReasonOf(Exception exception) => exception switch
    {
        TimeoutException => "no answer in time",
        BrokenCircuitException => "it did not answer lately",
        RedisConnectionException { FailureType: ConnectionFailureType.AuthenticationFailure } => "authentication failed (password or TLS)",
        RedisConnectionException { FailureType: var type } => $"no connection ({type})",
        RedisServerException { Message: var message } when IsForbidden(message) =>
            "Redis says NOPERM: its user lacks a right that docs/caching.md lists",
        RedisServerException { Message: var message } => $"Redis says {message.Split(' ')[0]}",
        ObjectDisposedException => "the connection was closed",
        _ => exception.GetType().Name,
    };

    // Of a script that met it, it stands in the midst of the message.
    private static bool IsForbidden(string message) =>
        message.Contains("NOPERM", StringComparison.Ordinal) || message.Contains("ACL failure in script", StringComparison.Ordinal)
        || message.Contains("can't run this command", StringComparison.Ordinal);

    // How the library words a redirection that it does not follow.
    private static bool IsUnfollowed(string message) => message.StartsWith("Endpoint ", StringComparison.Ordinal)
        && message.Contains("is not reachable at this point of time", StringComparison.Ordinal);
}
