namespace InfluenceGrpc.Core.Creators;

/// <summary>Shares of the audience by gender, each [0, 1] or not known; together at most 1.001.</summary>
public sealed record GenderShares
{
    internal GenderShares()
    {
    }

    public double? Female { get; init; }

    public double? Male { get; init; }

    public double? Other { get; init; }
}
