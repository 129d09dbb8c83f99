namespace Grpc.Core;

/// <summary>Credentials of a channel.</summary>
public abstract partial class ChannelCredentials
{
    /// <summary>Plain text.</summary>
    public static ChannelCredentials Insecure { get; } = new Plain();

    /// <summary>TLS with the platform's roots.</summary>
    public static ChannelCredentials SecureSsl { get; } = new SslCredentials();

    internal virtual bool IsComposable => false;

    /// <summary>Channel credentials that add call credentials to every call; the channel must be secure.</summary>
    public static ChannelCredentials Create(ChannelCredentials channelCredentials, CallCredentials callCredentials)
    {
        ArgumentNullException.ThrowIfNull(channelCredentials);
        ArgumentNullException.ThrowIfNull(callCredentials);
        return channelCredentials.IsComposable
            ? new Composite(channelCredentials, callCredentials)
            : throw new ArgumentException(
                $"CallCredentials can't be composed with {channelCredentials.GetType().Name}. "
                + "CallCredentials must be used with secure channel credentials like SslCredentials.");
    }

    /// <summary>Tells the transport what these credentials are; not for applications.</summary>
    public abstract void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object state);
}
