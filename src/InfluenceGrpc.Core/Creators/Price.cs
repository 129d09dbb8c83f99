namespace InfluenceGrpc.Core.Creators;

/// <summary>A price per deliverable.</summary>
public sealed record Price
{
    internal Price()
    {
    }

    /// <summary>[0, ∞), exact.</summary>
    public decimal Amount { get; init; }

    /// <summary>Three upper-case letters, ISO 4217.</summary>
    public required string CurrencyCode { get; init; }
}
