namespace InfluenceGrpc.Load;

/// <summary>What to do.</summary>
internal enum LoadCommand
{
    /// <summary>Tell what there is to do.</summary>
    Help,

    /// <summary>Let everything run together for long, with a store that fails now and then and a replica that is restarted.</summary>
    Soak,

    /// <summary>Judge the latency of the calls of a soak again.</summary>
    Judge,
}
