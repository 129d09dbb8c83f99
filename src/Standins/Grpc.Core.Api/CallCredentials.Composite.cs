namespace Grpc.Core;

/// <content>Two or more credentials.</content>
public abstract partial class CallCredentials
{
    private sealed class Composite(CallCredentials[] credentials) : CallCredentials
    {
        public override void InternalPopulateConfiguration(CallCredentialsConfiguratorBase configurator, object? state) =>
            configurator.SetCompositeCredentials(state, Array.AsReadOnly(credentials));
    }
}
