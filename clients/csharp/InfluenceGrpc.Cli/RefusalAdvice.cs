using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli;

/// <summary>What to do where the server refused for a reason that is neither who asks nor a field of the request.</summary>
internal static class RefusalAdvice
{
    /// <summary>By the reason of the contract; null where the message itself says what to change.</summary>
    public static string? Of(InfluenceException fault) => fault.Reason switch
    {
        "OVERLOADED" or "SERVER_DRAINING" => "Run the command again in a moment, or name several servers with --server.",
        "RATE_EXCEEDED" => "Run the command again in a moment; whoever runs the server can allow more.",
        "PROFILE_STORE_ABSENT" => "Give what is known of the creators in a file, or have the server started with --store.",
        "CREATOR_NOT_FOUND" => "Write the profile first, with 'influence profiles import'.",
        "PROFILE_OUTSIDE_MAX_AGE" => "Write a newer profile, or take the old one all the same with --allow-stale.",
        "CALL_TIMED_OUT" => "The line is too slow for what is sent in one call: ask about fewer creators.",
        "INTERNAL" when fault.Metadata.TryGetValue("trace_id", out var trace) => $"It is a fault of the server's: its log tells more by the trace_id {trace}.",
        _ => null,
    };
}
