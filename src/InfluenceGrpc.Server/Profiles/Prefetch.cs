using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>
/// Asks the processor to fetch memory that will be looked at soon, and does not wait for it. Where it cannot be asked, nothing is done: it
/// is fetched once it is looked at.
/// </summary>
/// <remarks>
/// A hint about addresses, which reads nothing and writes nothing: if the garbage collector moves what is there at that moment, the hint is
/// wasted. Nothing else here may be done by address.
/// </remarks>
internal static unsafe class Prefetch
{
    private const int Line = 64;

    /// <summary>Whether the processor can be asked.</summary>
    public static bool IsSupported => Sse.IsSupported;

    /// <summary>The line that a value begins in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(ref readonly T value)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in value)));
        }
    }

    /// <summary>The line that the items of a span begin in.</summary>
    public static void Of<T>(ReadOnlySpan<T> items) => Of(ref MemoryMarshal.GetReference(items));

    /// <summary>An object: the line that it begins in, and those behind it.</summary>
    /// <param name="target">Null for none.</param>
    /// <param name="lines">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of(object? target, int lines)
    {
        if (Sse.IsSupported && target is not null)
        {
            var address = *(byte**)Unsafe.AsPointer(ref target);
            for (var line = 0; line < lines; line++)
            {
                Sse.Prefetch0(address + (line * Line));
            }
        }
    }
}
