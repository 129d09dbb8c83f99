namespace InfluenceGrpc.Standins.Tests.Completeness;

/// <summary>A member of a contract type that an official assembly refers to.</summary>
internal sealed record MemberUse(string Type, string Name, string Signature, bool IsField);
