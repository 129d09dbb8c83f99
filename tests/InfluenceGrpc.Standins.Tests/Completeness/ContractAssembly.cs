using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>What a contract assembly, stand-in or official, offers.</summary>
/// <param name="Identity">Name, version and public key token.</param>
/// <param name="Friends">The names of the assemblies that see its internals.</param>
/// <param name="Types">Its types by name.</param>
internal sealed record ContractAssembly(
    AssemblyName Identity,
    ImmutableHashSet<string> Friends,
    ImmutableDictionary<string, ContractType> Types)
{
    internal static ContractAssembly Load(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream);
    }

    internal static ContractAssembly Read(Stream stream)
    {
        using var image = new PEReader(stream);
        MetadataReader reader = image.GetMetadataReader();
        AssemblyDefinition assembly = reader.GetAssemblyDefinition();
        IEnumerable<ContractType> types = reader.TypeDefinitions.Select(handle => ReadType(reader, handle));
        return new ContractAssembly(
            assembly.GetAssemblyName(),
            [.. assembly.GetCustomAttributes().Select(handle => FriendName(reader, handle)).OfType<string>()],
            types.ToImmutableDictionary(type => type.Name, StringComparer.Ordinal));
    }

    private static ContractType ReadType(MetadataReader reader, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        TypeAttributes visibility = type.Attributes & TypeAttributes.VisibilityMask;
        return new ContractType(
            MetadataNames.OfDefinition(reader, handle),
            visibility is not (TypeAttributes.Public or TypeAttributes.NestedPublic or TypeAttributes.NestedFamORAssem),
            (type.Attributes & TypeAttributes.Interface) != 0,
            (type.Attributes & TypeAttributes.Sealed) != 0,
            type.GetGenericParameters().Count,
            type.BaseType.IsNil ? null : TypeInstance.Read(reader, type.BaseType),
            [.. type.GetMethods().Select(method => ReadMethod(reader, method))],
            [.. type.GetFields().Select(field => ReadField(reader, field))]);
    }

    internal static ContractMethod ReadMethod(MetadataReader reader, MethodDefinitionHandle handle)
    {
        MethodDefinition method = reader.GetMethodDefinition(handle);
        MethodAttributes access = method.Attributes & MethodAttributes.MemberAccessMask;
        IEnumerable<GenericParameterAttributes> constraints = method.GetGenericParameters()
            .Select(parameter => reader.GetGenericParameter(parameter).Attributes & GenericParameterAttributes.SpecialConstraintMask);
        return new ContractMethod(
            reader.GetString(method.Name),
            SignatureText.Of(method.DecodeSignature(SignatureText.Provider, null)),
            string.Join(", ", constraints),
            access is MethodAttributes.Assembly or MethodAttributes.FamANDAssem,
            access is MethodAttributes.Private or MethodAttributes.PrivateScope,
            (method.Attributes & MethodAttributes.Virtual) != 0 && (method.Attributes & MethodAttributes.Final) == 0,
            (method.Attributes & MethodAttributes.Abstract) != 0);
    }

    private static ContractField ReadField(MetadataReader reader, FieldDefinitionHandle handle)
    {
        FieldDefinition field = reader.GetFieldDefinition(handle);
        FieldAttributes access = field.Attributes & FieldAttributes.FieldAccessMask;
        return new ContractField(
            reader.GetString(field.Name),
            field.DecodeSignature(SignatureText.Provider, null),
            access is FieldAttributes.Assembly or FieldAttributes.FamANDAssem,
            access is FieldAttributes.Private or FieldAttributes.PrivateScope);
    }

    private static string? FriendName(MetadataReader reader, CustomAttributeHandle handle)
    {
        CustomAttribute attribute = reader.GetCustomAttribute(handle);
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
        {
            return null;
        }

        EntityHandle type = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (MetadataNames.OfOpenType(reader, type) != "System.Runtime.CompilerServices.InternalsVisibleToAttribute")
        {
            return null;
        }

        BlobReader value = reader.GetBlobReader(attribute.Value);
        value.ReadUInt16(); // prolog
        return new AssemblyName(value.ReadSerializedString()!).Name;
    }
}
