using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>Reads the official types that derive from contract types.</summary>
internal static class DerivedTypeReader
{
    /// <summary>The type, or null when neither it nor a base of it derives from a contract type.</summary>
    internal static DerivedType? Read(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        var localBases = new List<TypeInstance>();
        TypeInstance? contractBase = FindContractBase(reader, type, localBases);
        ImmutableArray<TypeInstance> interfaces = ReadInterfaces(reader, type);
        if (contractBase is null && interfaces.IsEmpty)
        {
            return null;
        }

        var inherited = localBases.SelectMany(local => ReadMethods(reader, local.LocalDefinition)
            .Select(method => method with { Signature = local.Substitute(method.Signature) }));
        IEnumerable<TypeDefinitionHandle> family = localBases.Select(local => local.LocalDefinition).Prepend(handle);
        return new DerivedType(
            MetadataNames.OfDefinition(reader, handle),
            (type.Attributes & TypeAttributes.Abstract) != 0,
            contractBase,
            interfaces,
            [.. ReadMethods(reader, handle)],
            [.. inherited],
            [.. family.SelectMany(member => ReadExplicitImplementations(reader, member))]);
    }

    /// <summary>Walks the bases within the assembly, which it adds to <paramref name="localBases"/>, up to a contract class.</summary>
    private static TypeInstance? FindContractBase(MetadataReader reader, TypeDefinition type, List<TypeInstance> localBases)
    {
        EntityHandle next = type.BaseType;
        TypeInstance? derived = null;
        while (!next.IsNil)
        {
            TypeInstance instance = TypeInstance.Read(reader, next);
            instance = derived is null ? instance : instance.Within(derived);
            if (instance.LocalDefinition.IsNil)
            {
                return MetadataNames.IsContract(instance.OpenType) ? instance : null;
            }

            localBases.Add(instance);
            derived = instance;
            next = reader.GetTypeDefinition(instance.LocalDefinition).BaseType;
        }

        return null;
    }

    private static ImmutableArray<TypeInstance> ReadInterfaces(MetadataReader reader, TypeDefinition type) =>
    [
        .. type.GetInterfaceImplementations()
            .Select(handle => TypeInstance.Read(reader, reader.GetInterfaceImplementation(handle).Interface))
            .Where(instance => MetadataNames.IsContract(instance.OpenType)),
    ];

    private static IEnumerable<DerivedMethod> ReadMethods(MetadataReader reader, TypeDefinitionHandle handle)
    {
        foreach (MethodDefinitionHandle methodHandle in reader.GetTypeDefinition(handle).GetMethods())
        {
            MethodAttributes attributes = reader.GetMethodDefinition(methodHandle).Attributes;
            if ((attributes & MethodAttributes.Virtual) != 0)
            {
                ContractMethod method = ContractAssembly.ReadMethod(reader, methodHandle);
                yield return new DerivedMethod(
                    method.Name,
                    method.Signature,
                    method.Constraints,
                    (attributes & MethodAttributes.NewSlot) == 0,
                    method.IsAbstract);
            }
        }
    }

    private static IEnumerable<MemberUse> ReadExplicitImplementations(MetadataReader reader, TypeDefinitionHandle handle) =>
        reader.GetTypeDefinition(handle).GetMethodImplementations()
            .Select(implementation => reader.GetMethodImplementation(implementation).MethodDeclaration)
            .Where(declaration => declaration.Kind == HandleKind.MemberReference)
            .Select(declaration => OfficialAssembly.ReadMember(reader, (MemberReferenceHandle)declaration))
            .OfType<MemberUse>();
}
