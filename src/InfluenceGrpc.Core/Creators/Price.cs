namespace InfluenceGrpc.Core.Creators;

/// <summary>What one deliverable costs.</summary>
public sealed record Price
{
    internal Price()
    {
    }

    /// <summary>What is bought.</summary>
    public Deliverable Deliverable { get; init; }

    /// <summary>[0, ∞), exact.</summary>
    public decimal Amount { get; init; }

    /// <summary>Three upper-case letters, ISO 4217.</summary>
    public required string CurrencyCode { get; init; }
}
