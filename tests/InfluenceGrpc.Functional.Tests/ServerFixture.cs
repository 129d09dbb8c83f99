using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>One server with default settings for all tests of a class.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    /// <summary>The server.</summary>
    public RunningServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await RunningServer.StartAsync();

    public Task DisposeAsync() => Server.DisposeAsync().AsTask();
}
