namespace InfluenceGrpc.Core.Fit.Derivation;

/// <summary>Every limit on what a brief is derived of, inclusive.</summary>
public static class DerivationLimits
{
    /// <summary>Fewest different examples: of fewer, what they have in common is chance.</summary>
    public const int MinExamples = 3;

    public const int MaxExamples = 10_000;

    /// <summary>Creators of a background.</summary>
    public const int MaxBackground = 1_000_000;

    /// <summary>Different topics, brands or groups of one dimension that are counted of the examples, and as many of the
    /// background; what is new after that is not.</summary>
    public const int MaxKeys = 100_000;

    /// <summary>Lifts told of one part of a brief.</summary>
    public const int MaxLifts = 200;
}
