using System.Diagnostics.CodeAnalysis;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What was read from a request, or why it is refused: never both, never neither.</summary>
/// <typeparam name="T">A type that cannot be wrong once it exists.</typeparam>
internal readonly struct Reading<T>
    where T : class
{
    private Reading(T? value, RpcStatus? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>What was read; null exactly where it is refused.</summary>
    public T? Value { get; }

    /// <summary>Why it is refused; null exactly where it is not.</summary>
    public RpcStatus? Refusal { get; }

    public static implicit operator Reading<T>(T value) => new(value, null);

    public static implicit operator Reading<T>(RpcStatus refusal) => new(null, refusal);

    /// <summary>What was read, where its type is an interface, which no conversion can be made from.</summary>
    public static Reading<T> Of(T value) => new(value, null);

    /// <summary>Whether it was read.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out RpcStatus? refusal)
    {
        value = Value;
        refusal = Refusal;
        return value is not null;
    }

    /// <summary>What was read, for calls that end where it is refused.</summary>
    public T OrThrow() => Value ?? throw Refusal!.ToException();
}
