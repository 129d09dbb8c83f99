using System.Collections.Immutable;

namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>A type that a contract assembly offers.</summary>
/// <param name="Name">The name with assembly, as <see cref="MetadataNames"/> writes it.</param>
/// <param name="IsInternal">Only friends of the assembly see it.</param>
/// <param name="IsInterface">It is an interface.</param>
/// <param name="IsSealed">Nothing can derive from it.</param>
/// <param name="Arity">The number of its type parameters.</param>
/// <param name="Base">The base type, or null.</param>
/// <param name="Methods">Its own methods.</param>
/// <param name="Fields">Its own fields.</param>
internal sealed record ContractType(
    string Name,
    bool IsInternal,
    bool IsInterface,
    bool IsSealed,
    int Arity,
    TypeInstance? Base,
    ImmutableArray<ContractMethod> Methods,
    ImmutableArray<ContractField> Fields);
