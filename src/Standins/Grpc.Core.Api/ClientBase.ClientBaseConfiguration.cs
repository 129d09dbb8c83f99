using Grpc.Core.Interceptors;

namespace Grpc.Core;

/// <content>The configuration of a client.</content>
public abstract partial class ClientBase
{
    /// <summary>The invoker and host of a client, opaque to its subclasses.</summary>
    protected internal class ClientBaseConfiguration
    {
        private readonly CallInvoker _undecorated;
        private readonly string? _host;

        internal ClientBaseConfiguration(CallInvoker undecorated, string? host)
        {
            ArgumentNullException.ThrowIfNull(undecorated);
            _undecorated = undecorated;
            _host = host;
        }

        internal CallInvoker CreateCallInvoker() => _undecorated.Intercept(new HostInterceptor(_host));

        internal ClientBaseConfiguration WithHost(string host)
        {
            ArgumentNullException.ThrowIfNull(host);
            return new ClientBaseConfiguration(_undecorated, host);
        }
    }
}
