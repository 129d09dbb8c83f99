using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>
/// Signatures as text, one text for what the runtime takes for the same type. Contract types carry the name of their
/// assembly; other types do not, because the runtime follows type forwards between framework assemblies.
/// </summary>
internal sealed class SignatureText : ISignatureTypeProvider<string, object?>
{
    internal static SignatureText Provider { get; } = new();

    internal static string Of(MethodSignature<string> signature) =>
        (signature.Header.IsInstance ? "instance " : "static ")
        + (signature.GenericParameterCount == 0 ? "" : $"<{signature.GenericParameterCount}> ")
        + $"{signature.ReturnType} ({string.Join(", ", signature.ParameterTypes)})";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        Kind(rawTypeKind) + MetadataNames.OfDefinition(reader, handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        Kind(rawTypeKind) + MetadataNames.OfReference(reader, handle);

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) =>
        $"{genericType}<{string.Join(", ", typeArguments)}>";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) =>
        $"{unmodifiedType} {(isRequired ? "modreq" : "modopt")}({modifier})";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetByReferenceType(string elementType) => $"{elementType}&";

    public string GetPointerType(string elementType) => $"{elementType}*";

    public string GetPinnedType(string elementType) => $"{elementType} pinned";

    public string GetFunctionPointerType(MethodSignature<string> signature) => $"fnptr {Of(signature)}";

    private static string Kind(byte rawTypeKind) => (SignatureTypeKind)rawTypeKind switch
    {
        SignatureTypeKind.ValueType => "valuetype ",
        SignatureTypeKind.Class => "class ",
        _ => "",
    };
}
