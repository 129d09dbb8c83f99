namespace InfluenceGrpc.Console.Tests;

/// <summary>Tests that share one server and one browser.</summary>
[CollectionDefinition(Name)]
public sealed class ConsoleCollection : ICollectionFixture<ConsoleFixture>
{
    public const string Name = "console";
}
