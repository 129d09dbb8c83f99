namespace InfluenceGrpc.Cli.Input;

/// <summary>What a cell says of a follower count: a number, nothing, or something that is no follower count.</summary>
internal readonly record struct FollowerCount
{
    private FollowerCount(ulong? value, string? fault)
    {
        Value = value;
        Fault = fault;
    }

    /// <summary>The count, in [0, 10,000,000,000]; null where the cell tells none.</summary>
    public ulong? Value { get; }

    /// <summary>Why the cell cannot be read; null where it can.</summary>
    public string? Fault { get; }

    public bool IsBad => Fault is not null;

    /// <summary>The cell says that the count is not known, which is not the same as zero.</summary>
    public static FollowerCount Missing => default;

    public static FollowerCount Known(ulong value) => new(value, null);

    public static FollowerCount Bad(string fault) => new(null, fault);
}
