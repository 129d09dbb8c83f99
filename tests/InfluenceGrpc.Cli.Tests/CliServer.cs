using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>The product's own server for a class of tests, and a folder for their files.</summary>
public sealed class CliServer : IAsyncLifetime
{
    private RunningServer server = null!;

    /// <summary>Where it serves.</summary>
    public Uri Address => server.Address;

    /// <summary>A folder that is removed at the end.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("influence-cli-").FullName;

    /// <summary>Writes a file of the test's own.</summary>
    public string Write(string name, string text)
    {
        var path = PathOf(name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A path in the folder.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <inheritdoc/>
    public async Task InitializeAsync() => server = await RunningServer.StartAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
