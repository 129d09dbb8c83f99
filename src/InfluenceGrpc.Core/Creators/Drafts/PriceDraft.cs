namespace InfluenceGrpc.Core.Creators.Drafts;

/// <inheritdoc cref="Price"/>
public sealed record PriceDraft
{
    public Deliverable Deliverable { get; init; }

    public string? CurrencyCode { get; init; }

    /// <summary>Whole units of the currency, 0 or more; null where no amount was given.</summary>
    public long? Units { get; init; }

    /// <summary>Billionths of a unit, [0, 999,999,999].</summary>
    public int Nanos { get; init; }
}
