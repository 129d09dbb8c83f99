namespace InfluenceGrpc.Core.Creators.Drafts;

/// <inheritdoc cref="Creators.AgeShare"/>
public sealed record AgeShareDraft
{
    public uint MinAge { get; init; }

    public uint? MaxAge { get; init; }

    public double? Share { get; init; }
}
