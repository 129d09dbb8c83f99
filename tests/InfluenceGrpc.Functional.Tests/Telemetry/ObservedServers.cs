namespace InfluenceGrpc.Functional.Tests.Telemetry;

/// <summary>One observed server for all that looks at it.</summary>
[CollectionDefinition(Name)]
public sealed class ObservedServers : ICollectionFixture<ObservedServer>
{
    public const string Name = "observed server";
}
