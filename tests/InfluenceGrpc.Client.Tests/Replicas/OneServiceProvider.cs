namespace InfluenceGrpc.Client.Tests.Replicas;

/// <summary>Provides one kind of service.</summary>
internal sealed class OneServiceProvider<T>(T service) : IServiceProvider
{
    public object? GetService(Type serviceType) => serviceType == typeof(IEnumerable<T>) ? new[] { service } : null;
}
