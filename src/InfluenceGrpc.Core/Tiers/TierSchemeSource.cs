namespace InfluenceGrpc.Core.Tiers;

/// <summary>Where a scheme comes from.</summary>
/// <param name="Document">Who said it and where, in words.</param>
/// <param name="Uri">Absolute http(s) address, when there is one.</param>
/// <param name="Year">Year of publication, when known.</param>
/// <param name="Language">BCP 47 tag of the document, when known.</param>
public sealed record TierSchemeSource(string Document, string? Uri, uint? Year, string? Language);
