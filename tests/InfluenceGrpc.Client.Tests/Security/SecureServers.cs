using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests.Security;

/// <summary>The servers that tests of keys and TLS share.</summary>
public sealed class SecureServers : IAsyncLifetime
{
    /// <summary>Takes callers with keys and with certificates.</summary>
    public SecureServer Open { get; private set; } = null!;

    /// <summary>Takes connections with certificates only.</summary>
    public SecureServer Strict { get; private set; } = null!;

    /// <summary>Without TLS, and without callers.</summary>
    public RunningServer Plain { get; private set; } = null!;

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
    }
}
