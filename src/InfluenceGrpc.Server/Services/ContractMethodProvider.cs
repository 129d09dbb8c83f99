using System.Reflection;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Services;

/// <summary>
/// Tells the gRPC library which methods a service has. It takes the place of the library's own provider for one
/// reason: the library answers a request that is not valid protobuf with UNKNOWN and logs it as the server's fault,
/// and a caller's fault must be INVALID_ARGUMENT and say what is wrong.
/// </summary>
internal sealed class ContractMethodProvider<TService>(CallEdge edge, LimitOptions limits) : IServiceMethodProvider<TService>
    where TService : class
{
    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<TService> context)
    {
        var generated = BaseTypes(typeof(TService)).Select(type => type.GetCustomAttribute<BindServiceMethodAttribute>())
            .FirstOrDefault(attribute => attribute is not null)
            ?? throw new InvalidOperationException($"{typeof(TService)} does not implement a generated service.");
        var bind = generated.BindType
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Single(method => method.Name == generated.BindMethodName && method.GetParameters() is [{ } binder, _]
                && binder.ParameterType == typeof(ServiceBinderBase));
        bind.Invoke(null, [new ContractBinder<TService>(context, edge, limits), null]);
    }

    private static IEnumerable<Type> BaseTypes(Type type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            yield return current;
        }
    }
}
