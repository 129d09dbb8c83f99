namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Every limit on the size of a fit model, inclusive.</summary>
public static class FitModelLimits
{
    public const int MaxNotes = 32;

    /// <summary>Sponsorship bands, at least 1.</summary>
    public const int MaxBands = 64;

    /// <summary>Cost benchmarks, at most one a currency.</summary>
    public const int MaxCostBenchmarks = 64;

    /// <summary>Topics of a background.</summary>
    public const int MaxBackgroundTopics = 1_000;

    /// <summary>The most topics, and the most brands, that a derived brief may take up: as many as a brief may hold.</summary>
    public const uint MaxDerived = 200;

    /// <summary>Bytes of UTF-8 of a title.</summary>
    public const int MaxTitleBytes = 200;

    /// <summary>Bytes of UTF-8 of a source, a note or a description.</summary>
    public const int MaxTextBytes = 1_000;

    /// <summary>Bytes of UTF-8 of the source of a cost benchmark.</summary>
    public const int MaxBenchmarkSourceBytes = 500;

    /// <summary>Models in a catalog, the built-in ones included.</summary>
    public const int MaxModels = 64;
}
