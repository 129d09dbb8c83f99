namespace Grpc.Core;

/// <summary>The methods of a service with their handlers.</summary>
public partial class ServerServiceDefinition
{
    private readonly Action<ServiceBinderBase>[] _methods;

    private ServerServiceDefinition(Action<ServiceBinderBase>[] methods) => _methods = methods;

    /// <summary>Starts a definition.</summary>
    public static Builder CreateBuilder() => new();

    internal void BindService(ServiceBinderBase serviceBinder) => Array.ForEach(_methods, add => add(serviceBinder));
}
