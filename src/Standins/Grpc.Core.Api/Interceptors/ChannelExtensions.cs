namespace Grpc.Core.Interceptors;

/// <summary>Puts interceptors in front of a channel.</summary>
public static class ChannelExtensions
{
    /// <summary>An invoker on the channel that passes every call to the interceptor first.</summary>
    public static CallInvoker Intercept(this ChannelBase channel, Interceptor interceptor) =>
        channel.CreateCallInvoker().Intercept(interceptor);

    /// <summary>An invoker on the channel that passes every call to the interceptors in the order given.</summary>
    public static CallInvoker Intercept(this ChannelBase channel, params Interceptor[] interceptors) =>
        channel.CreateCallInvoker().Intercept(interceptors);

    /// <summary>An invoker on the channel that replaces the headers of every call by what the function makes of them.</summary>
    public static CallInvoker Intercept(this ChannelBase channel, Func<Metadata, Metadata> interceptor) =>
        channel.CreateCallInvoker().Intercept(interceptor);
}
