namespace InfluenceGrpc.Cli.Tests;

/// <summary>Runs alone: it measures the memory of the whole process.</summary>
[CollectionDefinition(nameof(FlatMemoryTests), DisableParallelization = true)]
#pragma warning disable CA1711 // xunit's word for it.
public class FlatMemoryCollection;
#pragma warning restore CA1711
