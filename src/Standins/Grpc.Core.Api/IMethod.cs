namespace Grpc.Core;

/// <summary>A method without its message types.</summary>
public interface IMethod
{
    /// <summary>Which sides stream.</summary>
    MethodType Type { get; }

    /// <summary>The full name of the service.</summary>
    string ServiceName { get; }

    /// <summary>The name of the method within the service.</summary>
    string Name { get; }

    /// <summary>The path on the wire, "/service/method".</summary>
    string FullName { get; }
}
