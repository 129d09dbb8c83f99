using System.Runtime.CompilerServices;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>Room on the stack for something of each of up to <see cref="NearCache.BlockSize"/> creators.</summary>
/// <typeparam name="T">What.</typeparam>
[InlineArray(NearCache.BlockSize)]
internal struct Block<T>
{
    private T item;
}
