using System.Runtime.InteropServices;

namespace InfluenceGrpc.Server.Profiles;

/// <summary>How the near cache stood before the store was asked: what comes of the question is kept only if that still holds.</summary>
/// <param name="Invalidations">How often creators of the same stripe had been invalidated.</param>
/// <param name="Epoch">The lease's epoch.</param>
/// <param name="WasHeld">Whether the lease was held: only then were the writes that follow certain to be heard of.</param>
/// <param name="TakenAt">When, as a timestamp of the <see cref="TimeProvider"/>: the age of what is filled counts from here.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FillTicket(int Invalidations, int Epoch, bool WasHeld, long TakenAt);
