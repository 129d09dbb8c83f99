namespace InfluenceGrpc.Core.Creators.Drafts;

/// <summary>How much the creator answers.</summary>
public sealed record ResponsivenessDraft
{
    /// <summary>Share of the comments the creator replies to, [0, 1].</summary>
    public double? ReplyShare { get; init; }
}
