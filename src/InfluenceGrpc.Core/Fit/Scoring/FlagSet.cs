using System.Numerics;
using System.Runtime.CompilerServices;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>A set of numbers of an enum below 32, without allocation.</summary>
/// <typeparam name="TFlag">The enum; int-sized.</typeparam>
public record struct FlagSet<TFlag>
    where TFlag : struct, Enum
{
    private uint bits;

    /// <summary>Whether there is none.</summary>
    public readonly bool IsEmpty => bits == 0;

    /// <summary>How many there are.</summary>
    public readonly int Count => BitOperations.PopCount(bits);

    /// <summary>Whether a flag is in the set.</summary>
    public readonly bool Contains(TFlag flag) => (bits & Bit(flag)) != 0;

    /// <summary>The flags, in the order of their numbers.</summary>
    public readonly IEnumerable<TFlag> ToEnumerable()
    {
        for (var left = bits; left != 0; left &= left - 1)
        {
            var number = BitOperations.TrailingZeroCount(left);
            yield return Unsafe.BitCast<int, TFlag>(number);
        }
    }

    /// <summary>Puts a flag into the set.</summary>
    internal void Add(TFlag flag) => bits |= Bit(flag);

    private static uint Bit(TFlag flag) => 1u << Unsafe.BitCast<TFlag, int>(flag);
}
