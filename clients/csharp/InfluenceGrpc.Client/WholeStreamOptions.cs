namespace InfluenceGrpc.Client;

/// <summary>How much to have under way of a stream whose answer rests on all of its items, and comes after the last.</summary>
public abstract class WholeStreamOptions : StreamOptions
{
    /// <summary>For the options of one rpc.</summary>
    private protected WholeStreamOptions()
    {
    }

    /// <summary>
    /// Whether the source gives the same creators each time that it is enumerated, as a collection does: then a stream that is
    /// interrupted is sent again from its beginning, <see cref="RetryOptions.StreamAttemptsWithoutProgress"/> times in all. False
    /// unless set.
    /// </summary>
    public bool SourceCanBeReadAgain { get; set; }
}
