namespace InfluenceGrpc.Server.Streaming;

/// <summary>Why a stream's reader ended in order.</summary>
internal enum ReadEnd
{
    /// <summary>The client has sent all it wanted to.</summary>
    ClientDone,

    /// <summary>The server is shutting down.</summary>
    Draining,
}
