namespace Grpc.Core;

/// <summary>What a <see cref="VerifyPeerCallback"/> decides about.</summary>
public class VerifyPeerContext
{
    internal VerifyPeerContext(string targetName, string peerPem)
    {
        TargetName = targetName;
        PeerPem = peerPem;
    }

    /// <summary>The name that the client connects to.</summary>
    public string TargetName { get; }

    /// <summary>The peer's certificate in PEM.</summary>
    public string PeerPem { get; }
}
