using Influence.V1;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>What scoring a file came to.</summary>
internal sealed record FitSummary
{
    /// <summary>Bins of the histogram, each ten points wide.</summary>
    public const int Bins = 10;

    public required string File { get; init; }

    /// <summary>Title of the brief; empty where it has none.</summary>
    public required string Brief { get; init; }

    public required string ModelId { get; init; }

    public required uint ModelVersion { get; init; }

    public required long Scored { get; init; }

    /// <summary>Of them, creators that do not meet the brief.</summary>
    public required long Ineligible { get; init; }

    /// <summary>Why not, the most frequent first; a creator may have several reasons.</summary>
    public required IReadOnlyList<(IneligibilityReason Reason, long Count)> Reasons { get; init; }

    public required IReadOnlyList<(CautionFlag Flag, long Count)> Cautions { get; init; }

    /// <summary>Creators with a score from 0 to below 10, and so on; 100 is in the last bin.</summary>
    public required IReadOnlyList<long> Histogram { get; init; }

    /// <summary>In [0, 1], to a thousandth; null where nobody was scored.</summary>
    public required double? MedianCoverage { get; init; }

    /// <summary>The best eligible creators; where none is eligible, the best of all.</summary>
    public required IReadOnlyList<TopCreator> Top { get; init; }

    /// <summary>Creators by id whose profile is older than asked for.</summary>
    public required long Stale { get; init; }

    /// <summary>Creators by id whose profile comes from memory, because the store did not answer.</summary>
    public required long Degraded { get; init; }

    /// <summary>Creators that failed, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Failures { get; init; }

    /// <summary>Of those, creators in chunks that the server refused as a whole.</summary>
    public required long Refused { get; init; }

    /// <summary>Rows that were left out.</summary>
    public required long Bad { get; init; }

    public required long Retries { get; init; }

    /// <summary>Calls that broke off after the server had taken them.</summary>
    public long Interruptions { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public long Eligible => Scored - Ineligible;

    public long Failed => Failures.Values.Sum();

    /// <summary>Creators in all, without the rows that were left out.</summary>
    public long Creators => Scored + Failed;
}
