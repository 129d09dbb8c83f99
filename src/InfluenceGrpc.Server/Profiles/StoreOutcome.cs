namespace InfluenceGrpc.Server.Profiles;

/// <summary>What became of asking the store, as metrics and traces name it.</summary>
internal static class StoreOutcome
{
    /// <summary>It answered for every profile, also where there was none.</summary>
    public const string Ok = "ok";

    /// <summary>It answered for some.</summary>
    public const string Partial = "partial";

    /// <summary>It answered for none.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>Nobody waited for the answer any more.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>It failed in a way that it should not.</summary>
    public const string Failed = "failed";

    /// <summary>The outcome where so many of so many were not answered for.</summary>
    public static string Of(int unanswered, int asked) => unanswered == 0 ? Ok : unanswered < asked ? Partial : Unavailable;
}
