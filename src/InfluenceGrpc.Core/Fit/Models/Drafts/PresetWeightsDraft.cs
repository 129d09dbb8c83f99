namespace InfluenceGrpc.Core.Fit.Models.Drafts;

/// <summary>The weights of a preset as given, unchecked.</summary>
public sealed record PresetWeightsDraft
{
    public WeightPreset Preset { get; init; }

    public ComponentWeightsDraft? Weights { get; init; }
}
