using Influence.V1;

namespace InfluenceGrpc.Client;

/// <summary>How profiles are looked up, and how much to have under way.</summary>
public sealed class LookupStreamOptions : StreamOptions
{
    /// <summary>How profiles are read; null means all as by default.</summary>
    public ReadOptions? Read { get; set; }
}
