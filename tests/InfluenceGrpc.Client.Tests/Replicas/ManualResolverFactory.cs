using Grpc.Net.Client.Balancer;

namespace InfluenceGrpc.Client.Tests.Replicas;

/// <summary>Names that stand for the servers that a test says, from the moment it says so.</summary>
internal sealed class ManualResolverFactory(params Uri[] first) : ResolverFactory
{
    private readonly Lock gate = new();
    private Uri[] addresses = first;
    private Action<ResolverResult>? tell;

    public override string Name => "dns";

    public override Resolver Create(ResolverOptions options) => new ManualResolver(this);

    public void Become(params Uri[] now)
    {
        lock (gate)
        {
            addresses = now;
            Tell();
        }
    }

    private void Listen(Action<ResolverResult> listener)
    {
        lock (gate)
        {
            tell = listener;
            Tell();
        }
    }

    private void Tell() =>
        tell?.Invoke(ResolverResult.ForResult([.. addresses.Select(address => new BalancerAddress(address.Host, address.Port))]));

    private sealed class ManualResolver(ManualResolverFactory factory) : Resolver
    {
        public override void Start(Action<ResolverResult> listener) => factory.Listen(listener);
    }
}
