namespace Grpc.Core;

/// <summary>How a transport learns what call credentials are.</summary>
public abstract class CallCredentialsConfiguratorBase
{
    /// <summary>They are several others.</summary>
    public abstract void SetCompositeCredentials(object? state, IReadOnlyList<CallCredentials> credentials);

    /// <summary>They are a function.</summary>
    public abstract void SetAsyncAuthInterceptorCredentials(object? state, AsyncAuthInterceptor interceptor);
}
