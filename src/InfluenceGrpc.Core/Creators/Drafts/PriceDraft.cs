namespace InfluenceGrpc.Core.Creators.Drafts;

/// <summary>A price per deliverable, shaped like <c>google.type.Money</c>.</summary>
public sealed record PriceDraft
{
    public string? CurrencyCode { get; init; }

    /// <summary>Whole units of the currency, 0 or more.</summary>
    public long Units { get; init; }

    /// <summary>Billionths of a unit, [0, 999,999,999].</summary>
    public int Nanos { get; init; }
}
