namespace InfluenceGrpc.Core.Fit;

/// <summary>What takes the place of what a profile does not tell. Numbers equal those of <c>influence.v1.MissingPolicy</c>.</summary>
public enum MissingPolicy
{
    /// <summary>Read as <see cref="Neutral"/>.</summary>
    Unspecified = 0,

    /// <summary>The model's mean over peers.</summary>
    Neutral = 1,

    /// <summary>The model's tenth percentile over peers.</summary>
    Pessimistic = 2,

    /// <summary>Nothing: what is not known has no part in the score.</summary>
    Exclude = 3,
}
