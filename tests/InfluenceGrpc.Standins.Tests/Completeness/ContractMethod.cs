namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>A method of a contract type, with all that matters to callers, overriders and implementers.</summary>
/// <param name="Name">The name.</param>
/// <param name="Signature">The signature as <see cref="SignatureText"/> writes it.</param>
/// <param name="Constraints">The special constraints of the method's type parameters; an override must repeat them.</param>
/// <param name="IsInternal">Only friends of the assembly see it.</param>
/// <param name="IsPrivate">Nobody else sees it.</param>
/// <param name="IsVirtual">It can be overridden.</param>
/// <param name="IsAbstract">It must be overridden.</param>
internal sealed record ContractMethod(
    string Name,
    string Signature,
    string Constraints,
    bool IsInternal,
    bool IsPrivate,
    bool IsVirtual,
    bool IsAbstract);
