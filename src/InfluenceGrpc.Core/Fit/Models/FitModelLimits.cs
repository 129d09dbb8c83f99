namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Every limit on a fit model, inclusive: on the size of its lists and texts, and on constants that are divided by or go into
/// a logarithm or an exponential. Within them every score is finite.</summary>
/// <remarks>They are wider than anything of use. Shares, years and whole numbers have the bounds of their kind.</remarks>
public static class FitModelLimits
{
    /// <summary>Least half, smoothing, number of posts, decay, lift or weight of a brand, and least share that is divided by.</summary>
    public const double LeastConstant = 0.001;

    /// <summary>Most of a half, a smoothing or a number of posts, and of the weight of a part.</summary>
    public const double MostConstant = 1_000_000;

    /// <summary>Most of a decay, and of a log-lift.</summary>
    public const double MostRate = 1_000;

    /// <summary>Least weight of a part that is not left out, and least usual share of an audience within a target.</summary>
    public const double LeastWeight = 0.000_001;

    /// <summary>Least standard deviation of a logarithm.</summary>
    public const double LeastLogSpread = 0.01;

    /// <summary>Most of it: a factor of 22,000.</summary>
    public const double MostLogSpread = 10;

    public const double LeastSteepness = 0.01;

    public const double MostSteepness = 100;

    /// <summary>In units of the currency.</summary>
    public const double LeastCostPerEngagement = 0.000_001;

    /// <summary>In units of the currency.</summary>
    public const double MostCostPerEngagement = 1_000_000_000;

    /// <summary>Least median engagement rate.</summary>
    public const double LeastMedianRate = 0.000_001;

    /// <summary>Most of it: of views or reach, a rate may be above 1.</summary>
    public const double MostMedianRate = 1_000;

    /// <summary>Least engagement rate told apart from none.</summary>
    public const double LeastRateFloor = 0.000_000_001;

    /// <summary>Largest mean of ln(followers): a little above that of 10,000,000,000.</summary>
    public const double MostLogFollowers = 23.03;

    /// <summary>Most weight of a related brand in a derived brief: 1 would make one mention all that kinship can be.</summary>
    public const double MostBrandWeight = 0.999;

    /// <summary>Least share of followers that a post reaches.</summary>
    public const double LeastReachRate = 0.000_001;

    /// <summary>Most standard deviation of the logarithm of a reach: a factor of 20.</summary>
    public const double MostReachLogSpread = 3;

    /// <summary>Least share of a target that audiences are taken to come from.</summary>
    public const double LeastNicheShare = 0.01;

    public const int MaxNotes = 32;

    /// <summary>Sponsorship bands, at least 1.</summary>
    public const int MaxBands = 64;

    /// <summary>Cost benchmarks, at most one a currency.</summary>
    public const int MaxCostBenchmarks = 64;

    /// <summary>Knots of the reach rate, at least 1.</summary>
    public const int MaxReachKnots = 64;

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
