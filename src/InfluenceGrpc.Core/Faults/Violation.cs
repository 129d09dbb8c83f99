namespace InfluenceGrpc.Core.Faults;

/// <summary>A rule's verdict on a single value, before it is known where the value stands. Paths are only built for what is wrong.</summary>
internal readonly record struct Violation(FaultCode Code, string Message);
