namespace Grpc.Core;

/// <content>Credentials from a function.</content>
public abstract partial class CallCredentials
{
    private sealed class Intercepted(AsyncAuthInterceptor interceptor) : CallCredentials
    {
        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetAsyncAuthInterceptorCredentials(state, interceptor);
    }
}
