using System.Diagnostics.CodeAnalysis;

namespace InfluenceGrpc.Core.Faults;

/// <summary>A value that passed every check, or all faults found: never both, never neither.</summary>
/// <typeparam name="T">A type that cannot be wrong once it exists.</typeparam>
public readonly struct Checked<T>
    where T : class
{
    private readonly IReadOnlyList<Fault>? faults;

    internal Checked(T value) => Value = value;

    internal Checked(IReadOnlyList<Fault> faults) => this.faults = faults;

    /// <summary>The value; null exactly when there are faults.</summary>
    public T? Value { get; }

    /// <summary>Every fault in the order found; empty when the value is valid.</summary>
    public IReadOnlyList<Fault> Faults => faults ?? [];

    /// <summary>True when <see cref="Value"/> is there.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsValid => Value is not null;

    /// <summary>The value, or all faults.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, out IReadOnlyList<Fault> allFaults)
    {
        value = Value;
        allFaults = Faults;
        return IsValid;
    }
}
