namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>A virtual method of an official type that derives from a contract type.</summary>
/// <param name="Name">The name.</param>
/// <param name="Signature">The signature in terms of the type that inherits it.</param>
/// <param name="Constraints">The special constraints of its type parameters.</param>
/// <param name="IsOverride">It takes a slot that a base must have.</param>
/// <param name="IsAbstract">It leaves the work to a derived type.</param>
internal sealed record DerivedMethod(string Name, string Signature, string Constraints, bool IsOverride, bool IsAbstract);
