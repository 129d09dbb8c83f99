namespace Grpc.Core;

/// <summary>Decides about a peer's certificate; false refuses the connection.</summary>
public delegate bool VerifyPeerCallback(VerifyPeerContext context);
