using System.Collections.Immutable;
using System.Reflection;

namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>Says everything that an official assembly needs and a set of contract assemblies does not offer.</summary>
internal sealed class ContractComparer
{
    private static readonly ImmutableHashSet<string> ObjectMethods = ["ToString", "Equals", "GetHashCode", "Finalize"];

    private readonly OfficialAssembly _official;
    private readonly ImmutableDictionary<string, ContractAssembly> _contracts;
    private readonly List<string> _faults = [];

    private ContractComparer(OfficialAssembly official, IEnumerable<ContractAssembly> contracts)
    {
        _official = official;
        _contracts = contracts.ToImmutableDictionary(contract => contract.Identity.Name!, StringComparer.Ordinal);
    }

    /// <summary>One line per fault; none when the contracts are complete for this assembly.</summary>
    internal static IReadOnlyList<string> FindFaults(OfficialAssembly official, params IEnumerable<ContractAssembly> contracts)
    {
        var comparer = new ContractComparer(official, contracts);
        comparer.CheckIdentities();
        comparer.CheckTypes();
        comparer.CheckMembers();
        comparer.CheckDerivedTypes();
        return comparer._faults;
    }

    private void CheckIdentities()
    {
        foreach (AssemblyName wanted in _official.References)
        {
            AssemblyName? offered = _contracts.GetValueOrDefault(wanted.Name!)?.Identity;
            if (offered is null)
            {
                _faults.Add($"assembly {wanted.FullName}: not offered");
            }
            else if (!offered.GetPublicKeyToken().AsSpan().SequenceEqual(wanted.GetPublicKeyToken()) || offered.Version < wanted.Version)
            {
                _faults.Add($"assembly {wanted.FullName}: offered as {offered.FullName}");
            }
        }
    }

    private void CheckTypes()
    {
        foreach (string name in _official.Types)
        {
            ContractType? type = Find(name);
            if (type is null)
            {
                _faults.Add($"type {name}: missing");
            }
            else if (type.IsInternal && !IsFriend(name))
            {
                _faults.Add($"type {name}: internal");
            }
        }

        foreach ((string name, int arity) in _official.Arities)
        {
            if (Find(name) is { } type && type.Arity != arity)
            {
                _faults.Add($"type {name}: has {type.Arity} type parameters, {arity} wanted");
            }
        }
    }

    private void CheckMembers()
    {
        foreach (MemberUse use in _official.Members)
        {
            string member = $"{(use.IsField ? "field" : "method")} {use.Type}::{use.Name} {use.Signature}";
            if (FindMember(use) is not { } found)
            {
                _faults.Add($"{member}: missing");
            }
            else if (found.IsPrivate || (found.IsInternal && !IsFriend(use.Type)))
            {
                _faults.Add($"{member}: not visible");
            }
        }
    }

    private void CheckDerivedTypes()
    {
        foreach (DerivedType derived in _official.DerivedTypes)
        {
            if (derived.ContractBase is { } contractBase)
            {
                CheckBase(derived, contractBase);
            }

            foreach (TypeInstance implemented in derived.ContractInterfaces)
            {
                CheckInterface(derived, implemented);
            }
        }
    }

    private void CheckBase(DerivedType derived, TypeInstance contractBase)
    {
        if (Find(contractBase.OpenType) is { } type && (type.IsSealed || type.IsInterface))
        {
            _faults.Add($"type {derived.Name}: cannot derive from {type.Name}, which is sealed or an interface");
            return;
        }

        var slots = VirtualMethods(contractBase).ToList();
        foreach (DerivedMethod method in derived.OwnMethods.Where(method => method.IsOverride))
        {
            bool hasSlot = ObjectMethods.Contains(method.Name)
                || derived.InheritedMethods.Any(inherited => inherited.Name == method.Name && inherited.Signature == method.Signature)
                || slots.Any(slot => slot.Name == method.Name && slot.Signature == method.Signature && slot.Constraints == method.Constraints);
            if (!hasSlot)
            {
                _faults.Add($"override {derived.Name}::{method.Name} {method.Signature}: {contractBase.OpenType} has no such virtual method");
            }
        }

        foreach (ContractMethod slot in slots.Where(slot => slot.IsAbstract && !derived.IsAbstract))
        {
            if (!derived.HasMethod(slot.Name, slot.Signature))
            {
                _faults.Add($"type {derived.Name}: does not override abstract {contractBase.OpenType}::{slot.Name} {slot.Signature}");
            }
        }
    }

    private void CheckInterface(DerivedType derived, TypeInstance implemented)
    {
        if (Find(implemented.OpenType) is not { } type)
        {
            return; // reported as a missing type
        }

        if (!type.IsInterface)
        {
            _faults.Add($"type {derived.Name}: implements {type.Name}, which is no interface");
            return;
        }

        foreach (ContractMethod member in type.Methods.Where(member => member.IsAbstract))
        {
            bool isImplemented = derived.HasMethod(member.Name, implemented.Substitute(member.Signature))
                || derived.ExplicitImplementations.Contains(new MemberUse(type.Name, member.Name, member.Signature, IsField: false));
            if (!isImplemented)
            {
                _faults.Add($"type {derived.Name}: does not implement {type.Name}::{member.Name} {member.Signature}");
            }
        }
    }

    private IEnumerable<ContractMethod> VirtualMethods(TypeInstance instance)
    {
        for (TypeInstance? next = instance; next is not null && Find(next.OpenType) is { } type; next = type.Base?.Within(next))
        {
            TypeInstance current = next;
            foreach (ContractMethod method in type.Methods.Where(method => method.IsVirtual && !method.IsPrivate))
            {
                yield return method with { Signature = current.Substitute(method.Signature) };
            }
        }
    }

    private (bool IsInternal, bool IsPrivate)? FindMember(MemberUse use)
    {
        if (Find(use.Type) is not { } type)
        {
            return null;
        }

        if (use.IsField)
        {
            ContractField? field = type.Fields.FirstOrDefault(field => field.Name == use.Name && field.Signature == use.Signature);
            return field is null ? null : (field.IsInternal, field.IsPrivate);
        }

        ContractMethod? method = type.Methods.FirstOrDefault(method => method.Name == use.Name && method.Signature == use.Signature);
        return method is null ? null : (method.IsInternal, method.IsPrivate);
    }

    private ContractType? Find(string name) => MetadataNames.IsContract(name)
        ? _contracts.GetValueOrDefault(MetadataNames.AssemblyOf(name))?.Types.GetValueOrDefault(name)
        : null;

    private bool IsFriend(string type) => _contracts[MetadataNames.AssemblyOf(type)].Friends.Contains(_official.Name);
}
