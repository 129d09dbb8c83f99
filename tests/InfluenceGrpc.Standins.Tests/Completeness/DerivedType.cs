using System.Collections.Immutable;

namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>An official type that derives from a contract class or implements contract interfaces.</summary>
/// <param name="Name">The name.</param>
/// <param name="IsAbstract">It may leave abstract members open.</param>
/// <param name="ContractBase">The nearest contract class among its bases, or null.</param>
/// <param name="ContractInterfaces">The contract interfaces that it lists.</param>
/// <param name="OwnMethods">The virtual methods that it declares.</param>
/// <param name="InheritedMethods">The virtual methods of its bases in the same assembly.</param>
/// <param name="ExplicitImplementations">The contract members that it or a base implements under another name.</param>
internal sealed record DerivedType(
    string Name,
    bool IsAbstract,
    TypeInstance? ContractBase,
    ImmutableArray<TypeInstance> ContractInterfaces,
    ImmutableArray<DerivedMethod> OwnMethods,
    ImmutableArray<DerivedMethod> InheritedMethods,
    ImmutableHashSet<MemberUse> ExplicitImplementations)
{
    internal bool HasMethod(string name, string signature) =>
        OwnMethods.Concat(InheritedMethods).Any(method => method.Name == name && method.Signature == signature);
}
