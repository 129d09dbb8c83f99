namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>When a caller leaves.</summary>
internal enum Leaving
{
    /// <summary>As soon as the call is made, before its headers are on their way.</summary>
    AtOnce,

    /// <summary>Once the server has the headers.</summary>
    AfterHeaders,

    /// <summary>Once the config is accepted, or the message is sent.</summary>
    AfterConfig,

    /// <summary>With chunks on their way.</summary>
    AmongChunks,

    /// <summary>With the first answer read, and others being written.</summary>
    AmongAnswers,

    /// <summary>Once nothing more is to be sent.</summary>
    AfterHalfClose,

    /// <summary>When a deadline of a millisecond says so.</summary>
    ByDeadline,
}
