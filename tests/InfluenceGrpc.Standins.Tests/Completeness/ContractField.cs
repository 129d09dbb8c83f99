namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>A field of a contract type.</summary>
internal sealed record ContractField(string Name, string Signature, bool IsInternal, bool IsPrivate);
