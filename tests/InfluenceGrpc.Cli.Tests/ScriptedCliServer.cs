using InfluenceGrpc.Client.Tests.Scripted;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>A server whose store fails when told to, for one test, and a folder for its files.</summary>
public sealed class ScriptedCliServer : IAsyncDisposable
{
    private readonly ScriptedServer server;

    private ScriptedCliServer(ScriptedServer server) => this.server = server;

    /// <summary>Where it serves.</summary>
    public Uri Address => new(server.Address);

    /// <summary>A folder that is removed at the end.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("influence-cli-").FullName;

    internal ProfileScript Profiles => server.Profiles;

    internal FitScript Fits => server.Fits;

    /// <summary>Starts it on a free port.</summary>
    public static async Task<ScriptedCliServer> StartAsync() => new(await ScriptedServer.StartAsync());

    /// <summary>Writes a file of the test's own.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>A path in the folder.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
