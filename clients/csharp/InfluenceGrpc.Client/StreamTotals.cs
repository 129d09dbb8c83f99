namespace InfluenceGrpc.Client;

/// <summary>What a stream has come to, over all its connections.</summary>
public sealed record StreamTotals
{
    /// <summary>Items sent at least once.</summary>
    public long ItemsSent { get; init; }

    /// <summary>Items answered: <see cref="Ok"/>, <see cref="Failed"/> and <see cref="Refused"/> together.</summary>
    public long ItemsAnswered => Ok + Failed + Refused;

    /// <summary>Items answered without error.</summary>
    public long Ok { get; init; }

    /// <summary>Items answered with an error of their own.</summary>
    public long Failed { get; init; }

    /// <summary>Items of chunks that were refused as a whole.</summary>
    public long Refused { get; init; }

    /// <summary>Chunks answered, refused ones included.</summary>
    public long Chunks { get; init; }

    /// <summary>Times that the stream had to be taken up again, or the profile store waited for.</summary>
    public long Retries { get; init; }

    /// <summary>Calls that a server had taken and that broke off; however often another was tried then.</summary>
    public long Interruptions { get; init; }

    /// <summary>Bytes of chunks sent, as serialized, repetitions included.</summary>
    public long BytesSent { get; init; }

    /// <summary>Whether the source has ended and every item was answered.</summary>
    public bool Complete { get; init; }
}
