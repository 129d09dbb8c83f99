using Grpc.Net.Client.Balancer;

namespace InfluenceGrpc.Client.Balancing;

/// <summary>
/// What a balanced channel asks its service provider for: resolvers and balancers. A container of its own would be a dependency
/// for two answers. What the caller's provider has comes first.
/// </summary>
internal sealed class BalancingServices(ServerTarget target, TimeProvider time, IServiceProvider? callers) : IServiceProvider
{
    /// <summary>Scheme of the address of a channel to a list of servers.</summary>
    public const string ListScheme = "static";

    // The library asks no more often.
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public object? GetService(Type serviceType)
    {
        if (serviceType == typeof(IEnumerable<ResolverFactory>))
        {
            ResolverFactory[] own = [new StaticResolverFactory(_ => Listed()), new DnsResolverFactory(RefreshInterval)];
            return Of<ResolverFactory>().Concat(own).ToArray();
        }

        if (serviceType == typeof(IEnumerable<LoadBalancerFactory>))
        {
            return Of<LoadBalancerFactory>().Append(new ReplicaBalancerFactory(time)).ToArray();
        }

        return callers?.GetService(serviceType);
    }

    private IEnumerable<BalancerAddress> Listed() => target.Addresses.Select(address => new BalancerAddress(address.Host, address.Port));

    private IEnumerable<T> Of<T>() => callers?.GetService(typeof(IEnumerable<T>)) as IEnumerable<T> ?? [];
}
