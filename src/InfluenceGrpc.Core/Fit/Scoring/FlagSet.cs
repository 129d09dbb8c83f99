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
    public readonly TFlag[] ToArray()
    {
        var flags = new TFlag[Count];
        var left = bits;
        for (var i = 0; i < flags.Length; i++, left &= left - 1)
        {
            flags[i] = Unsafe.BitCast<int, TFlag>(BitOperations.TrailingZeroCount(left));
        }

        return flags;
    }

    /// <summary>Puts a flag into the set.</summary>
    internal void Add(TFlag flag) => bits |= Bit(flag);

    private static uint Bit(TFlag flag) => 1u << Unsafe.BitCast<TFlag, int>(flag);
}
