namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>What came of a command: an answer, or what stood in its way. Trouble is a value here, never an exception.</summary>
/// <typeparam name="T">What the command answers.</typeparam>
internal readonly struct RedisReply<T>
{
    private RedisReply(ReplyKind kind, T? value, string reason)
    {
        Kind = kind;
        Value = value;
        Reason = reason;
    }

    /// <summary>What came of it.</summary>
    public ReplyKind Kind { get; }

    /// <summary>The answer; given where there is one.</summary>
    public T? Value { get; }

    /// <summary>What stood in the way, without keys, values and secrets, fit for logs.</summary>
    public string Reason { get; }

    /// <summary>Whether there is an answer.</summary>
    public bool IsAnswered => Kind == ReplyKind.Answered;

    /// <summary>The command was answered.</summary>
    public static RedisReply<T> Answered(T value) => new(ReplyKind.Answered, value, "");

    /// <summary>The command was not answered.</summary>
    public static RedisReply<T> Failed(Exception exception) => new(RedisErrors.KindOf(exception), default, RedisErrors.ReasonOf(exception));
}
