namespace Grpc.Core;

/// <content>Channel and call credentials.</content>
public abstract partial class ChannelCredentials
{
    private sealed class Composite(ChannelCredentials channelCredentials, CallCredentials callCredentials) : ChannelCredentials
    {
        public override void InternalPopulateConfiguration(ChannelCredentialsConfiguratorBase configurator, object state) =>
            configurator.SetCompositeCredentials(state, channelCredentials, callCredentials);
    }
}
