namespace Grpc.Core;

/// <summary>How a transport learns what channel credentials are.</summary>
public abstract class ChannelCredentialsConfiguratorBase
{
    /// <summary>They are none.</summary>
    public abstract void SetInsecureCredentials(object state);

    /// <summary>They are TLS.</summary>
    public abstract void SetSslCredentials(
        object state,
        string? rootCertificates,
        KeyCertificatePair? keyCertificatePair,
        VerifyPeerCallback? verifyPeerCallback);

    /// <summary>They are channel credentials with call credentials.</summary>
    public abstract void SetCompositeCredentials(object state, ChannelCredentials channelCredentials, CallCredentials callCredentials);
}
