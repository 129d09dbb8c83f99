namespace InfluenceGrpc.Core.Campaigns.Drafts;

/// <summary>Part of a target as given, unchecked.</summary>
public sealed record UniverseSegmentDraft(string? Key, double? People);
