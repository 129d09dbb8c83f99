using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>The servers that tests of keys and TLS share, and a folder for their files.</summary>
public sealed class CliSecureServers : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("influence-cli-tls-");

    /// <summary>Takes callers with keys and with certificates.</summary>
    public SecureServer Open { get; private set; } = null!;

    /// <summary>Takes connections with certificates only.</summary>
    public SecureServer Strict { get; private set; } = null!;

    /// <summary>Without TLS, and without callers.</summary>
    public RunningServer Plain { get; private set; } = null!;

    /// <summary>Writes a file of the test's own.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Open = await SecureServer.StartAsync();
        Strict = await SecureServer.StartAsync(requiresCertificates: true);
        Plain = await RunningServer.StartAsync();
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Open.DisposeAsync();
        await Strict.DisposeAsync();
        await Plain.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
