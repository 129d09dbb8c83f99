using Influence.V1;

namespace InfluenceGrpc.Client;

/// <summary>The best of any number of creators.</summary>
public sealed class Ranking
{
    internal Ranking(IReadOnlyList<RankedCreator> creators, RankingProgress progress, StreamTotals totals, (string Id, uint Version) model)
    {
        Creators = creators;
        Progress = progress;
        Totals = totals;
        (ModelId, ModelVersion) = model;
    }

    /// <summary>From the best on, at most <see cref="RankOptions.Count"/>; ranks are from 1 and without gaps.</summary>
    public IReadOnlyList<RankedCreator> Creators { get; }

    /// <summary>How many creators were scored, and how many of them do not meet the brief.</summary>
    public RankingProgress Progress { get; }

    /// <summary>What was sent, and what became of it; of the last attempt alone, but for <see cref="StreamTotals.Retries"/> and
    /// <see cref="StreamTotals.Interruptions"/>.</summary>
    public StreamTotals Totals { get; }

    /// <summary>Id of the model that scored.</summary>
    public string ModelId { get; }

    /// <summary>Its version, at least 1.</summary>
    public uint ModelVersion { get; }
}
