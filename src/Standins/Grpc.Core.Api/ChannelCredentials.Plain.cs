namespace Grpc.Core;

/// <content>No credentials.</content>
public abstract partial class ChannelCredentials
{
    private sealed class Plain : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object state) =>
            configurator.SetInsecureCredentials(state);
    }
}
