namespace Grpc.Core;

/// <summary>Credentials of a single call.</summary>
public abstract partial class CallCredentials
{
    /// <summary>Credentials that apply two or more others in order.</summary>
    public static CallCredentials Compose(params CallCredentials[] credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return credentials.Length >= 2
            ? new Composite([.. credentials])
            : throw new ArgumentException("Composite credentials object can only be created from 2 or more credentials.");
    }

    /// <summary>Credentials that a function adds to the headers of each call.</summary>
    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(interceptor);
        return new Intercepted(interceptor);
    }

    /// <summary>Tells the transport what these credentials are; not for applications.</summary>
    public abstract void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state);
}
