using Influence.V1;

namespace InfluenceGrpc.Client;

/// <summary>What to rank by, and how much to have under way.</summary>
public sealed class RankOptions : WholeStreamOptions
{
    /// <summary>How many creators to keep, in [1, <see cref="Limits.MaxRanked"/>]. 100 unless set.</summary>
    public int Count { get; set; } = 100;

    /// <summary>Id of the fit model; empty means the server's default.</summary>
    public string ModelId { get; set; } = "";

    /// <summary>Rank creators that do not meet the brief as well; false: they are counted and left out.</summary>
    public bool IncludeIneligible { get; set; }

    /// <summary>How profiles are read, where items are ids; null means all as by default.</summary>
    public ReadOptions? Read { get; set; }
}
