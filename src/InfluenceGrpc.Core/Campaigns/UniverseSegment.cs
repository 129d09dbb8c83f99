namespace InfluenceGrpc.Core.Campaigns;

/// <summary>Part of a target.</summary>
/// <param name="Key">As a profile's audience names it; languages in lower case, ages and genders as the contract names them.</param>
/// <param name="People">[1, 10^10].</param>
public sealed record UniverseSegment(string Key, double People);
