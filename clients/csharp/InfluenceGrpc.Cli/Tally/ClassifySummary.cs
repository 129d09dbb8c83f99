namespace InfluenceGrpc.Cli.Tally;

/// <summary>What a run came to.</summary>
internal sealed record ClassifySummary
{
    public required string File { get; init; }

    public required IReadOnlyList<SchemeTally> Schemes { get; init; }

    public required IReadOnlyList<SchemePair> Pairs { get; init; }

    /// <summary>Creators that at least two schemes see in different canonical tiers.</summary>
    public required long Disputed { get; init; }

    /// <summary>Creators that were answered without error, ranked or not.</summary>
    public required long Classified { get; init; }

    /// <summary>Of them, creators by id whose profile is older than asked for.</summary>
    public long Stale { get; init; }

    /// <summary>Of them, creators by id whose profile comes from memory, because the store did not answer.</summary>
    public long Degraded { get; init; }

    /// <summary>Creators whose follower count is not known.</summary>
    public required long Missing { get; init; }

    /// <summary>Creators that failed for other reasons, by reason.</summary>
    public required IReadOnlyDictionary<string, long> Failures { get; init; }

    /// <summary>Of those, creators in chunks that the server refused as a whole.</summary>
    public required long Refused { get; init; }

    /// <summary>Rows that were left out.</summary>
    public required long Bad { get; init; }

    public required long Retries { get; init; }

    /// <summary>Calls that broke off after the server had taken them.</summary>
    public long Interruptions { get; init; }

    public required TimeSpan Elapsed { get; init; }

    public long Failed => Failures.Values.Sum();

    /// <summary>Creators in all, without the rows that were left out.</summary>
    public long Creators => Classified + Missing + Failed;
}
