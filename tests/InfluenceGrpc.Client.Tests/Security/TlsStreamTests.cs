using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using InfluenceGrpc.Client.Security;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests.Security;

/// <summary>A server that ends an encrypted connection: before its first word it refuses us, whatever finds the end; after it, it is gone.</summary>
public sealed class TlsStreamTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Authority authority = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Write_EndedBeforeTheFirstWord_IsARefusal(bool reset)
    {
        await using var stream = await OpenAsync(word: null, reset);

        var fault = await Assert.ThrowsAsync<UnheardException>(() => WriteUntilItFailsAsync(stream));

        Assert.StartsWith("localhost ended the connection before its first word: ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_EndedBeforeTheFirstWord_IsARefusal(bool reset)
    {
        await using var stream = await OpenAsync(word: null, reset);

        await Assert.ThrowsAsync<UnheardException>(() => stream.ReadAsync(new byte[1]).AsTask().WaitAsync(Patience));
    }

    [Fact]
    public async Task ReadAndWrite_EndedAfterTheFirstWord_AreThatOfAnyConnection()
    {
        await using var stream = await OpenAsync(word: 7, reset: false);
        var heard = new byte[2];

        Assert.Equal(1, await stream.ReadAsync(heard).AsTask().WaitAsync(Patience));
        Assert.Equal(7, heard[0]);
        Assert.Equal(0, await stream.ReadAsync(heard).AsTask().WaitAsync(Patience));
        await Assert.ThrowsAsync<IOException>(() => WriteUntilItFailsAsync(stream));
    }

    public void Dispose()
    {
        listener.Dispose();
        authority.Dispose();
    }

    private static async Task WriteUntilItFailsAsync(Stream stream)
    {
        for (var started = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(started) < Patience; await Task.Delay(10))
        {
            await stream.WriteAsync(new byte[1000]);
        }
    }

    // A connection that the server has ended by now.
    private async Task<TlsStream> OpenAsync(byte? word, bool reset)
    {
        listener.Start();
        var (certificateFile, keyFile) = authority.IssueToServer("server", IPAddress.Loopback, dns: "localhost");
        using var certificate = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
        var trusted = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        trusted.CustomTrustStore.ImportFromPemFile(authority.CertificateFile);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port);
        using var accepted = await listener.AcceptTcpClientAsync();
        var opened = new TlsStream(new NetworkStream(socket.Client, ownsSocket: true), "localhost");
        socket.Client = null!;
        await using (var server = new SslStream(accepted.GetStream()))
        {
            await Task.WhenAll(
                server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }),
                opened.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", CertificateChainPolicy = trusted })).WaitAsync(Patience);
            if (word is { } said)
            {
                await server.WriteAsync(new[] { said });
            }

            accepted.LingerState = new(enable: reset, seconds: 0);
        }

        return opened;
    }
}
