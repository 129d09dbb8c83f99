using Influence.V1;

namespace InfluenceGrpc.Client;

/// <summary>What to score by, and how much to have under way.</summary>
public sealed class FitStreamOptions : StreamOptions
{
    /// <summary>Id of the fit model; empty means the server's default.</summary>
    public string ModelId { get; set; } = "";

    /// <summary>Ask for each component of each score; the server then takes fewer items a chunk.</summary>
    public bool Components { get; set; }

    /// <summary>How profiles are read, where items are ids; null means all as by default.</summary>
    public ReadOptions? Read { get; set; }
}
