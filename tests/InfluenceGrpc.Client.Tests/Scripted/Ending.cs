namespace InfluenceGrpc.Client.Tests.Scripted;

/// <summary>How a stream of the scripted server ends.</summary>
public enum Ending
{
    /// <summary>In order, with everything answered.</summary>
    Complete,

    /// <summary>UNAVAILABLE before the stream is accepted.</summary>
    Unavailable,

    /// <summary>Status OK, but without a summary.</summary>
    Cut,

    /// <summary>A summary that says incomplete, then UNAVAILABLE and SERVER_DRAINING.</summary>
    Drain,

    /// <summary>The HTTP/2 stream is reset.</summary>
    Reset,

    /// <summary>The connection is gone.</summary>
    Disconnect,

    /// <summary>DEADLINE_EXCEEDED and STREAM_INACTIVE.</summary>
    Inactive,

    /// <summary>INVALID_ARGUMENT with three violations.</summary>
    Invalid,

    /// <summary>An answer to a chunk that was not sent.</summary>
    WrongSequence,

    /// <summary>The next server has a newer version of the scheme.</summary>
    CutBeforeNewVersion,

    /// <summary>Amid the pages of a ranking, with status OK but without a summary.</summary>
    CutBetweenPages,

    /// <summary>In order, but a planning without its plan.</summary>
    CompleteWithoutPlan,

    /// <summary>Never: the stream lies still.</summary>
    Stall,
}
