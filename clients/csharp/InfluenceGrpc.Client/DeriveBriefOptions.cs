using Influence.V1;

namespace InfluenceGrpc.Client;

/// <summary>What to derive a brief by.</summary>
public sealed class DeriveBriefOptions
{
    /// <summary>Id of the fit model; empty means the server's default.</summary>
    public string ModelId { get; set; } = "";

    /// <summary>Title of the brief, at most 200 bytes of UTF-8; empty where it has none.</summary>
    public string Title { get; set; } = "";

    /// <summary>Brand of the brief: mentions of it are not taken for a related brand. Empty where there is none.</summary>
    public string Brand { get; set; } = "";

    /// <summary>How profiles are read, where examples are ids; null means all as by default.</summary>
    public ReadOptions? Read { get; set; }
}
