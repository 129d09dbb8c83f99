namespace Grpc.Core;

/// <summary>A long-lived connection to a target.</summary>
public abstract class ChannelBase
{
    /// <summary>A channel to the target.</summary>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>The target as given.</summary>
    public string Target { get; }

    /// <summary>An invoker that calls through this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Shuts the channel down; end its calls first.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <summary>The implementation of <see cref="ShutdownAsync"/>: nothing, unless overridden.</summary>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
