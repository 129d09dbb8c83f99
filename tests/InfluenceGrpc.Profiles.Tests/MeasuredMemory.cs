namespace InfluenceGrpc.Profiles.Tests;

/// <summary>Tests that measure memory, and so run while no other test does.</summary>
[CollectionDefinition(nameof(MeasuredMemory), DisableParallelization = true)]
public sealed class MeasuredMemory;
