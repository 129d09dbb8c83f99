using Influence.V1;

namespace InfluenceGrpc.Client;

/// <summary>What to rank by, and how much to have under way.</summary>
public sealed class RankOptions : StreamOptions
{
    /// <summary>How many creators to keep, in [1, <see cref="Limits.MaxRanked"/>]. 100 unless set.</summary>
    public int Count { get; set; } = 100;

    /// <summary>Id of the fit model; empty means the server's default.</summary>
    public string ModelId { get; set; } = "";

    /// <summary>Rank creators that do not meet the brief as well; false: they are counted and left out.</summary>
    public bool IncludeIneligible { get; set; }

    /// <summary>How profiles are read, where items are ids; null means all as by default.</summary>
    public ReadOptions? Read { get; set; }

    /// <summary>
    /// Whether the source gives the same creators each time that it is enumerated, as a collection does: then a ranking that is
    /// interrupted is sent again from its beginning, <see cref="RetryOptions.StreamAttemptsWithoutProgress"/> times in all. False
    /// unless set.
    /// </summary>
    public bool SourceCanBeReadAgain { get; set; }
}
