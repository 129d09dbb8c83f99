namespace InfluenceGrpc.Core.Campaigns.Drafts;

/// <summary>How much two audiences have in common, as given, unchecked.</summary>
public sealed record AudienceOverlapDraft(string? FirstCreatorId, string? SecondCreatorId, double? ShareOfSmaller);
