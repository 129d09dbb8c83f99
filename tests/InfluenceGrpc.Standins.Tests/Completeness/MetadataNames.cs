using System.Reflection.Metadata;

namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>Names of types in metadata: "[assembly]Namespace.Outer/Inner" for contract types, without assembly for others.</summary>
internal static class MetadataNames
{
    /// <summary>The assemblies that the stand-ins stand in for.</summary>
    internal static IReadOnlyList<string> ContractAssemblies { get; } = ["Grpc.Core.Api", "Grpc.Net.Common"];

    internal static string OfDefinition(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        string name = reader.GetString(type.Name);
        return type.GetDeclaringType().IsNil
            ? Scope(reader.GetString(reader.GetAssemblyDefinition().Name)) + Qualified(reader, type.Namespace, name)
            : $"{OfDefinition(reader, type.GetDeclaringType())}/{name}";
    }

    internal static string OfReference(MetadataReader reader, TypeReferenceHandle handle)
    {
        TypeReference type = reader.GetTypeReference(handle);
        string name = reader.GetString(type.Name);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{OfReference(reader, (TypeReferenceHandle)type.ResolutionScope)}/{name}"
            : Scope(AssemblyOf(reader, type.ResolutionScope)) + Qualified(reader, type.Namespace, name);
    }

    /// <summary>The assembly of an exported type, when it is forwarded to one.</summary>
    internal static string OfExported(MetadataReader reader, ExportedType type)
    {
        string name = reader.GetString(type.Name);
        return type.Implementation.Kind == HandleKind.ExportedType
            ? $"{OfExported(reader, reader.GetExportedType((ExportedTypeHandle)type.Implementation))}/{name}"
            : Scope(AssemblyOf(reader, type.Implementation)) + Qualified(reader, type.Namespace, name);
    }

    /// <summary>A type by any handle; for an instantiated generic type the generic type, without its arguments.</summary>
    internal static string OfOpenType(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeDefinition => OfDefinition(reader, (TypeDefinitionHandle)handle),
        HandleKind.TypeReference => OfReference(reader, (TypeReferenceHandle)handle),
        HandleKind.TypeSpecification => TypeInstance.Read(reader, handle).OpenType,
        _ => "",
    };

    internal static bool IsContract(string typeName) => typeName.StartsWith('[');

    /// <summary>The contract assembly of a type name.</summary>
    internal static string AssemblyOf(string typeName) => typeName[1..typeName.IndexOf(']', StringComparison.Ordinal)];

    private static string AssemblyOf(MetadataReader reader, EntityHandle scope) => scope.Kind == HandleKind.AssemblyReference
        ? reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name)
        : reader.GetString(reader.GetAssemblyDefinition().Name);

    private static string Scope(string assembly) => ContractAssemblies.Contains(assembly, StringComparer.Ordinal) ? $"[{assembly}]" : "";

    private static string Qualified(MetadataReader reader, StringHandle space, string name) =>
        space.IsNil ? name : $"{reader.GetString(space)}.{name}";
}
