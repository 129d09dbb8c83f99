using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>What an official assembly needs of the contract assemblies, read from its metadata.</summary>
/// <param name="Name">The name of the assembly.</param>
/// <param name="References">The identities of the contract assemblies it asks for.</param>
/// <param name="Types">The contract types it refers to or forwards to.</param>
/// <param name="Arities">How many arguments it gives to generic contract types.</param>
/// <param name="Members">The members it refers to.</param>
/// <param name="DerivedTypes">Its types that derive from contract types.</param>
internal sealed record OfficialAssembly(
    string Name,
    ImmutableArray<AssemblyName> References,
    ImmutableSortedSet<string> Types,
    ImmutableHashSet<(string Type, int Arity)> Arities,
    ImmutableHashSet<MemberUse> Members,
    ImmutableArray<DerivedType> DerivedTypes)
{
    internal static OfficialAssembly Load(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using var image = new PEReader(stream);
        MetadataReader reader = image.GetMetadataReader();
        return new OfficialAssembly(
            reader.GetString(reader.GetAssemblyDefinition().Name),
            [.. reader.AssemblyReferences.Select(handle => reader.GetAssemblyReference(handle).GetAssemblyName()).Where(IsContract)],
            [.. ReadTypes(reader)],
            [.. ReadArities(reader)],
            [.. reader.MemberReferences.Select(handle => ReadMember(reader, handle)).OfType<MemberUse>()],
            [.. reader.TypeDefinitions.Select(handle => DerivedTypeReader.Read(reader, handle)).OfType<DerivedType>()]);
    }

    /// <summary>The member behind a reference, or null when it is not a contract's.</summary>
    internal static MemberUse? ReadMember(MetadataReader reader, MemberReferenceHandle handle)
    {
        MemberReference member = reader.GetMemberReference(handle);
        string type = MetadataNames.OfOpenType(reader, member.Parent);
        if (!MetadataNames.IsContract(type))
        {
            return null;
        }

        bool isField = member.GetKind() == MemberReferenceKind.Field;
        string signature = isField
            ? member.DecodeFieldSignature(SignatureText.Provider, null)
            : SignatureText.Of(member.DecodeMethodSignature(SignatureText.Provider, null));
        return new MemberUse(type, reader.GetString(member.Name), signature, isField);
    }

    private static IEnumerable<string> ReadTypes(MetadataReader reader) =>
        reader.TypeReferences.Select(handle => MetadataNames.OfReference(reader, handle))
            .Concat(reader.ExportedTypes.Select(handle => MetadataNames.OfExported(reader, reader.GetExportedType(handle))))
            .Where(MetadataNames.IsContract);

    private static IEnumerable<(string Type, int Arity)> ReadArities(MetadataReader reader) =>
        Enumerable.Range(1, reader.GetTableRowCount(TableIndex.TypeSpec))
            .Select(row => TypeInstance.Read(reader, MetadataTokens.TypeSpecificationHandle(row)))
            .Where(instance => MetadataNames.IsContract(instance.OpenType))
            .Select(instance => (instance.OpenType, instance.Arguments.Length));

    private static bool IsContract(AssemblyName name) => MetadataNames.ContractAssemblies.Contains(name.Name, StringComparer.Ordinal);
}
