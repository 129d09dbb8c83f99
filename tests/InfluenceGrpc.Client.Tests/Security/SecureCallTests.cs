using System.Net;
using Grpc.Core;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests.Security;

/// <summary>API keys and TLS, over the wire to the product's own server.</summary>
public sealed class SecureCallTests(SecureServers servers) : IClassFixture<SecureServers>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("https://127.0.0.1:PORT")]
    [InlineData("https://localhost:PORT")]
    [InlineData("https://127.0.0.1:PORT,https://localhost:PORT")]
    [InlineData("dns:///localhost:PORT")]
    public async Task Call_WithAKeyOverTls_IsAnswered(string address)
    {
        using var client = Connect(servers.Open, address, options => options.ApiKey = servers.Open.Key + "\r\n");

        Assert.NotEmpty((await client.ClassifyTierAsync(50_000).WaitAsync(Patience)).Classifications);
        var count = 0;
        await foreach (var chunk in client.ClassifyAsync([1UL, 2UL, 3UL], followers => followers).WithTimeout(Patience))
        {
            count += chunk.Items.Count;
        }

        Assert.Equal(3, count);
        var denied = await Assert.ThrowsAsync<InfluenceException>(() => client.GetProfileAsync("x").WaitAsync(Patience));
        Assert.Equal((StatusCode.PermissionDenied, "profiles.read"), (denied.StatusCode, denied.Metadata["scope"]));
    }

    [Theory]
    [InlineData(false, "https://127.0.0.1:PORT")]
    [InlineData(true, "https://127.0.0.1:PORT")]
    [InlineData(true, "https://127.0.0.1:PORT,https://localhost:PORT")]
    public async Task Call_WithACertificate_IsOfItsCaller(bool isRequired, string address)
    {
        var server = isRequired ? servers.Strict : servers.Open;
        using var client = Connect(server, address, options => Show(options, server.Billing));

        // Only billing may ask for profiles.
        var none = await Assert.ThrowsAsync<InfluenceException>(() => client.GetProfileAsync("x").WaitAsync(Patience));
        Assert.Equal("CREATOR_NOT_FOUND", none.Reason);
    }

    [Fact]
    public async Task Call_WithAnUnknownKey_IsRefusedAndTheKeyIsNowhere()
    {
        const string Wrong = "inf_nobodys-key-of-these-tests";
        using var client = Connect(servers.Open, "https://127.0.0.1:PORT", options => options.ApiKey = Wrong);

        var fault = await Assert.ThrowsAsync<InfluenceException>(() => client.ClassifyTierAsync(1).WaitAsync(Patience));

        Assert.Equal((StatusCode.Unauthenticated, "CALLER_UNKNOWN"), (fault.StatusCode, fault.Reason));
        Assert.Null(fault.ConnectionFault);
        Assert.DoesNotContain(Wrong, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ServerOfAnotherAuthority_IsNotTrusted()
    {
        using var client = InfluenceClient.Connect(servers.Open.Address, new InfluenceClientOptions
        {
            ApiKey = servers.Open.Key,
            CertificateAuthorityFile = servers.Strict.Authority.CertificateFile,
        });

        var fault = await FaultAsync(client);

        Assert.Equal(ConnectionFault.CertificateNotTrusted, fault.ConnectionFault);
        Assert.Contains("no authority that is trusted here vouches for it", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_CertificateOfAnotherName_IsNotTrusted()
    {
        using var authority = new Authority();
        var (certificate, key) = authority.IssueToServer("server", IPAddress.Parse("192.0.2.1"), dns: "elsewhere.example");
        await using var server = await RunningServer.StartAsync("--Tls:CertificateFile", certificate, "--Tls:KeyFile", key);
        using var client = InfluenceClient.Connect(server.Address, new InfluenceClientOptions { CertificateAuthorityFile = authority.CertificateFile });

        var fault = await FaultAsync(client);

        Assert.Equal(ConnectionFault.CertificateNotTrusted, fault.ConnectionFault);
        Assert.Contains("it is not made out to '127.0.0.1'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_TlsOnOneSideOnly_IsToldApart()
    {
        using var encrypted = InfluenceClient.Connect($"https://127.0.0.1:{servers.Plain.Address.Port}");
        await AssertFaultAsync(ConnectionFault.ServerWithoutTls, encrypted);

        using var plain = InfluenceClient.Connect($"http://127.0.0.1:{servers.Open.Address.Port}");
        await AssertFaultAsync(ConnectionFault.ServerWithTls, plain);
        Assert.Contains("Does it speak TLS? Then the address begins with https://.", (await FaultAsync(plain)).Message, StringComparison.Ordinal);

        using var nobody = InfluenceClient.Connect("https://127.0.0.1:1");
        await AssertFaultAsync(null, nobody);
    }

    // The one that people take for that of gRPC.
    [Fact]
    public async Task Call_PortForJson_IsToldApart()
    {
        await using var server = await RunningServer.StartAsync("--Web:Listen", "127.0.0.1:0");
        using var client = InfluenceClient.Connect(server.WebAddress!);

        var fault = await FaultAsync(client);

        // What the port answers may be lost as it closes the connection.
        Assert.True(fault.ConnectionFault is ConnectionFault.ServerWithoutHttp2 or ConnectionFault.ServerWithTls, fault.ToString());
        Assert.EndsWith(" Is it the server's JSON port (Web:Listen, usually 5091), which answers HTTP/1.1? gRPC is usually at 5090.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_PortThatSaysNothing_IsToldInWords()
    {
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var client = InfluenceClient.Connect($"http://{silent.LocalEndpoint}", new InfluenceClientOptions { UnaryTimeout = TimeSpan.FromMilliseconds(200) });

        var fault = await FaultAsync(client);

        Assert.Equal((StatusCode.DeadlineExceeded, "DeadlineExceeded: nothing answered in time"), (fault.StatusCode, fault.Message));
    }

    [Fact]
    public async Task Call_ServerThatRequiresACertificate_RefusesNoneAndThoseOfOthers()
    {
        using var none = Connect(servers.Strict, "https://127.0.0.1:PORT");
        await AssertFaultAsync(ConnectionFault.ClientCertificateRefused, none);

        using var other = Connect(servers.Strict, "https://127.0.0.1:PORT", options => Show(options, servers.Open.Billing));
        await AssertFaultAsync(ConnectionFault.ClientCertificateRefused, other);
    }

    // Another authority, another certificate of the server and another caller, all at once and under the names that they had.
    [Fact]
    public async Task Call_FilesReplacedWhileTheClientRuns_NewConnectionsGoByTheNewOnes()
    {
        using var folder = new Authority("keeps the client's files");
        string[] files = [.. new[] { "ca", "cert", "key" }.Select(name => $"{folder.CertificateFile}.{name}")];
        var first = await SecureServer.StartAsync(requiresCertificates: true);
        Lay(first);
        using var client = InfluenceClient.Connect(first.Address, new InfluenceClientOptions
        {
            CertificateAuthorityFile = files[0], ClientCertificateFile = files[1], ClientCertificateKeyFile = files[2],
        });
        await client.ClassifyTierAsync(1).WaitAsync(Patience);
        var port = first.Address.Port;
        await first.DisposeAsync();

        await using var second = await SecureServer.StartAsync(requiresCertificates: true, "--listen", $"127.0.0.1:{port}");
        Lay(second);
        await client.ClassifyTierAsync(1).WaitAsync(Patience);

        void Lay(SecureServer server)
        {
            File.Copy(server.Authority.CertificateFile, files[0], overwrite: true);
            File.Copy(server.Billing.CertificateFile, files[1], overwrite: true);
            File.Copy(server.Billing.KeyFile, files[2], overwrite: true);
        }
    }

    private static InfluenceClient Connect(SecureServer server, string address, Action<InfluenceClientOptions>? adjust = null)
    {
        var options = new InfluenceClientOptions { CertificateAuthorityFile = server.Authority.CertificateFile };
        adjust?.Invoke(options);
        var port = server.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return InfluenceClient.Connect(address.Replace("PORT", port, StringComparison.Ordinal), options);
    }

    private static void Show(InfluenceClientOptions options, (string CertificateFile, string KeyFile) own) =>
        (options.ClientCertificateFile, options.ClientCertificateKeyFile) = own;

    private static async Task AssertFaultAsync(ConnectionFault? expected, InfluenceClient client)
    {
        var fault = await FaultAsync(client);
        Assert.True(expected == fault.ConnectionFault, $"It is {fault.ConnectionFault}: {fault}");
    }

    private static async Task<InfluenceException> FaultAsync(InfluenceClient client) =>
        await Assert.ThrowsAsync<InfluenceException>(() => client.ClassifyTierAsync(1).WaitAsync(Patience));
}
