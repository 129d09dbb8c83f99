namespace Grpc.Core;

/// <summary>The base of generated clients that know their own type.</summary>
/// <typeparam name="T">The client.</typeparam>
public abstract class ClientBase<T> : ClientBase
    where T : ClientBase<T>
{
    /// <summary>A client for test doubles: every call throws <see cref="NotImplementedException"/>.</summary>
    protected ClientBase()
    {
    }

    /// <summary>A client like another one, with a changed configuration.</summary>
    protected ClientBase(ClientBaseConfiguration configuration)
        : base(configuration)
    {
    }

    /// <summary>A client on a channel.</summary>
    public ClientBase(ChannelBase channel)
        : base(channel)
    {
    }

    /// <summary>A client on an invoker.</summary>
    public ClientBase(CallInvoker callInvoker)
        : base(callInvoker)
    {
    }

    /// <summary>A client like this one that asks for the given host in every call.</summary>
    public T WithHost(string host) => NewInstance(Configuration.WithHost(host));

    /// <summary>Makes the client for a configuration.</summary>
    protected abstract T NewInstance(ClientBaseConfiguration configuration);
}
