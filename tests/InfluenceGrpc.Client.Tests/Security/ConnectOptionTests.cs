using Grpc.Net.Client;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests.Security;

/// <summary>Keys and files that cannot be used are told before anything is sent, all at once.</summary>
public sealed class ConnectOptionTests : IDisposable
{
    private const string Key = "inf_a-key-that-nobody-may-see";

    private readonly Authority authority = new();

    public void Dispose() => authority.Dispose();

    [Theory]
    [InlineData("http://influence.example:5090", "write https://")]
    [InlineData("http://127.0.0.1:5090,http://influence.example:5090", "as http://influence.example:5090 would have it")]
    [InlineData("http://192.0.2.1:5090", "write https://")]
    [InlineData("dns:///influence.example:5090", "give the file of its certificate authorities")]
    public void Connect_KeyWithoutTlsToAnotherMachine_IsRefusedUnlessAllowed(string address, string advice)
    {
        var fault = Assert.Throws<ArgumentException>(() => InfluenceClient.Connect(address, new InfluenceClientOptions { ApiKey = Key }));

        Assert.Contains("An API key is not sent without TLS", fault.Message, StringComparison.Ordinal);
        Assert.Contains(advice, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, fault.ToString(), StringComparison.Ordinal);
        InfluenceClient.Connect(address, new InfluenceClientOptions { ApiKey = Key, AllowInsecureApiKey = true }).Dispose();
    }

    [Theory]
    [InlineData("http://127.0.0.1:5090")]
    [InlineData("http://localhost:5090")]
    [InlineData("http://[::1]:5090")]
    [InlineData("dns:///localhost:5090")]
    [InlineData("https://influence.example:5090,https://b.example:5090")]
    public void Connect_KeyThatNobodyOnTheWayCanRead_IsTaken(string address) =>
        InfluenceClient.Connect(address, new InfluenceClientOptions { ApiKey = $" {Key}\r\n" }).Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("inf_\u00fcber")]
    [InlineData("one\nother")]
    public void Connect_KeyThatIsNone_IsRefusedWithoutShowingIt(string key)
    {
        var fault = Assert.Throws<ArgumentException>(() => InfluenceClient.Connect("https://a.example", new InfluenceClientOptions { ApiKey = key }));

        Assert.StartsWith("The API key is none", fault.Message, StringComparison.Ordinal);
        Assert.True(key.Length == 0 || !fault.ToString().Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public void Connect_FilesThatCannotBeUsed_AreAllTold()
    {
        var (certificate, key) = authority.IssueToCaller("billing", "billing");
        var (_, otherKey) = authority.IssueToCaller("other", "other");
        var noPem = Path.Combine(Path.GetDirectoryName(certificate)!, "no.pem");
        File.WriteAllText(noPem, "hello");

        Assert.Contains(
            $"There is no file '{noPem}.gone' (certificate authorities). There is no file '{certificate}.gone' (client certificate). '{noPem}' holds no private key",
            FaultOf($"{noPem}.gone", $"{certificate}.gone", noPem), StringComparison.Ordinal);
        Assert.Contains($"'{noPem}' holds no certificate in PEM form (certificate authorities).", FaultOf(noPem, certificate, key), StringComparison.Ordinal);
        Assert.Contains($"'{key}' holds no certificate in PEM form (client certificate).", FaultOf(null, key, key), StringComparison.Ordinal);
        Assert.Contains($"The key in '{otherKey}' is not that of the certificate in '{certificate}'.", FaultOf(null, certificate, otherKey), StringComparison.Ordinal);
        Assert.Contains($"'{certificate}' is given, its key is not.", FaultOf(null, certificate, null), StringComparison.Ordinal);
        Assert.Contains($"'{key}' is given, its certificate is not.", FaultOf(null, null, key), StringComparison.Ordinal);
        InfluenceClient.Connect("https://a.example", Options(authority.CertificateFile, certificate, key)).Dispose();
    }

    [Fact]
    public void Connect_KeyWithAPassword_IsToldAsSuch()
    {
        var (certificate, key) = authority.IssueToCaller("billing", "billing");
        using var pair = System.Security.Cryptography.ECDsa.Create();
        pair.ImportFromPem(File.ReadAllText(key));
        File.WriteAllText(key, pair.ExportEncryptedPkcs8PrivateKeyPem(
            "secret", new(System.Security.Cryptography.PbeEncryptionAlgorithm.Aes128Cbc, System.Security.Cryptography.HashAlgorithmName.SHA256, 1000)));

        Assert.Contains($"The key in '{key}' has a password; give one without.", FaultOf(null, certificate, key), StringComparison.Ordinal);
    }

    [Fact]
    public void Connect_OptionsThatDoNotGoTogether_AreAllTold()
    {
        var options = Options(authority.CertificateFile, null, null);
        options.ApiKey = Key;
        options.Headers.Add("authorization", "Bearer x");
        options.ConfigureChannel = channel => channel.HttpHandler = new SocketsHttpHandler();

        var fault = Assert.Throws<ArgumentException>(() => InfluenceClient.Connect("http://127.0.0.1:5090", options)).Message;

        Assert.Contains("both an API key and a header 'authorization'", fault, StringComparison.Ordinal);
        Assert.Contains("Certificates are for TLS, which http://127.0.0.1:5090 is not: write https://.", fault, StringComparison.Ordinal);
        Assert.Contains("tell the one that ConfigureChannel sets", fault, StringComparison.Ordinal);
        using var channel = GrpcChannel.ForAddress("http://127.0.0.1:5090");
        Assert.Contains("a channel of the client's own", Assert.Throws<ArgumentException>(() => new InfluenceClient(channel, options)).Message, StringComparison.Ordinal);
    }

    private static string FaultOf(string? authorities, string? certificate, string? key) =>
        Assert.Throws<ArgumentException>(() => InfluenceClient.Connect("https://a.example", Options(authorities, certificate, key))).Message;

    private static InfluenceClientOptions Options(string? authorities, string? certificate, string? key) =>
        new() { CertificateAuthorityFile = authorities, ClientCertificateFile = certificate, ClientCertificateKeyFile = key };
}
