namespace InfluenceGrpc.Core.Fit;

/// <summary>Weights for common aims; the model holds them. Numbers equal those of <c>influence.v1.WeightPreset</c>.</summary>
public enum WeightPreset
{
    Unspecified = 0,
    Balanced = 1,
    Awareness = 2,
    Conversion = 3,
    Credibility = 4,
}
