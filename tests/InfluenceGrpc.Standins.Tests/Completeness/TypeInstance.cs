using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text.RegularExpressions;

namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>A base type or interface with its type arguments: what a generic signature becomes when it is inherited.</summary>
internal sealed partial record TypeInstance(string OpenType, ImmutableArray<string> Arguments, TypeDefinitionHandle LocalDefinition)
{
    private const byte GenericInstanceMarker = 0x15;

    internal static TypeInstance Read(MetadataReader reader, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return new TypeInstance(MetadataNames.OfOpenType(reader, handle), [], (TypeDefinitionHandle)handle);
            case HandleKind.TypeReference:
                return new TypeInstance(MetadataNames.OfOpenType(reader, handle), [], default);
            case HandleKind.TypeSpecification:
                return ReadSpecification(reader, (TypeSpecificationHandle)handle);
            default:
                throw new BadImageFormatException($"A type is named by a {handle.Kind}.");
        }
    }

    /// <summary>The signature of a member of the open type, as the instance has it.</summary>
    internal string Substitute(string signature) => Arguments.IsEmpty
        ? signature
        : TypeParameter().Replace(signature, match => Arguments[int.Parse(match.Groups[1].ValueSpan)]);

    /// <summary>This instance as the base of a type that is itself instantiated as <paramref name="derived"/>.</summary>
    internal TypeInstance Within(TypeInstance derived) => this with { Arguments = [.. Arguments.Select(derived.Substitute)] };

    private static TypeInstance ReadSpecification(MetadataReader reader, TypeSpecificationHandle handle)
    {
        TypeSpecification specification = reader.GetTypeSpecification(handle);
        BlobReader blob = reader.GetBlobReader(specification.Signature);
        if (blob.ReadByte() != GenericInstanceMarker)
        {
            // An array, pointer or type parameter: its members belong to the runtime, never to a contract assembly.
            return new TypeInstance("", [], default);
        }

        blob.ReadByte(); // class or value type
        EntityHandle open = blob.ReadTypeHandle();
        int count = blob.ReadCompressedInteger();
        var decoder = new SignatureDecoder<string, object?>(SignatureText.Provider, reader, null);
        var arguments = ImmutableArray.CreateBuilder<string>(count);
        for (int i = 0; i < count; i++)
        {
            arguments.Add(decoder.DecodeType(ref blob));
        }

        return Read(reader, open) with { Arguments = arguments.MoveToImmutable() };
    }

    // "!0" is a parameter of the type; "!!0" is one of the method and stays.
    [GeneratedRegex(@"(?<!!)!(\d+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TypeParameter();
}
