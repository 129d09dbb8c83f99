using System.Net;

namespace InfluenceGrpc.Client.Tests.Security;

/// <summary>What a server's TLS looks like from here.</summary>
public sealed class TlsReportTests(SecureServers servers) : IClassFixture<SecureServers>
{
    [Fact]
    public async Task Make_AuthorityKnown_TellsTheCertificate()
    {
        var report = await MakeAsync(servers.Open.Address, servers.Open.Authority.CertificateFile);

        Assert.Equal(("CN=server of the tests", "CN=authority of the tests"), (report.Subject, report.Issuer));
        Assert.Equal((null, null, true), (report.Fault, report.Message, report.SpeaksHttp2));
        Assert.StartsWith("Tls1", report.Protocol, StringComparison.Ordinal);
        Assert.InRange(DateTimeOffset.UtcNow, report.NotBefore!.Value, report.NotAfter!.Value);
    }

    [Fact]
    public async Task Make_AuthorityUnknown_TellsTheCertificateAndWhyItIsNotTrusted()
    {
        var report = await MakeAsync(servers.Open.Address, authority: null);

        Assert.Equal((ConnectionFault.CertificateNotTrusted, "CN=server of the tests"), (report.Fault, report.Subject));
        Assert.Contains("no authority that is trusted here vouches for it", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_OtherName_IsNotTrusted()
    {
        var options = new InfluenceClientOptions { CertificateAuthorityFile = servers.Open.Authority.CertificateFile };

        var report = await TlsReport.MakeAsync(EndOf(servers.Open.Address), "influence.example.com", options).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Contains("it is not made out to 'influence.example.com'", report.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Make_ServerWithoutTls_TellsSo()
    {
        var report = await MakeAsync(servers.Plain.Address, authority: null);

        Assert.Equal((ConnectionFault.ServerWithoutTls, null), (report.Fault, report.Subject));
    }

    [Fact]
    public async Task Make_FileThatIsNotThere_NamesIt()
    {
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => MakeAsync(servers.Open.Address, "/no/such/ca"));

        Assert.Contains("There is no file '/no/such/ca'", fault.Message, StringComparison.Ordinal);
    }

    private static Task<TlsReport> MakeAsync(Uri server, string? authority) => TlsReport
        .MakeAsync(EndOf(server), server.Host, new InfluenceClientOptions { CertificateAuthorityFile = authority })
        .WaitAsync(TimeSpan.FromSeconds(30));

    private static IPEndPoint EndOf(Uri server) => IPEndPoint.Parse(server.Authority);
}
