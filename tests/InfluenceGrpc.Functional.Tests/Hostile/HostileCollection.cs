namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>Runs alone: its storms take the processors, and it measures the memory of the whole process.</summary>
[CollectionDefinition(nameof(HostileCollection), DisableParallelization = true)]
public sealed class HostileCollection;
