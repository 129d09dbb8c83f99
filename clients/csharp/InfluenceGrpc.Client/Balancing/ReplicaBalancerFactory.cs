using Grpc.Net.Client.Balancer;

namespace InfluenceGrpc.Client.Balancing;

/// <summary>Makes the balancer that a service config names <see cref="Policy"/>.</summary>
internal sealed class ReplicaBalancerFactory(TimeProvider time) : LoadBalancerFactory
{
    public const string Policy = "influence_replicas";

    /// <inheritdoc/>
    public override string Name => Policy;

    /// <inheritdoc/>
    public override LoadBalancer Create(LoadBalancerOptions options) => new ReplicaBalancer(options.Controller, options.LoggerFactory, time);
}
