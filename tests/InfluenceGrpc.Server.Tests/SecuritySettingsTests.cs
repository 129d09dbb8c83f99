using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Security;
using InfluenceGrpc.Testing;
using Microsoft.Extensions.Configuration;

namespace InfluenceGrpc.Server.Tests;

public sealed class SecuritySettingsTests
{
    [Theory]
    [InlineData("0.0.0.0:5090")]
    [InlineData("[::]:5090")]
    [InlineData("10.1.2.3:0")]
    public void Rejects_AnAddressOthersCanReachWithoutTlsAndCallers(string listen)
    {
        Assert.Collection(
            FaultsOf(("Server:Listen", listen)).Order(StringComparer.Ordinal),
            fault => Assert.Contains("no Callers are named", fault, StringComparison.Ordinal),
            fault => Assert.Contains("without TLS", fault, StringComparison.Ordinal));
        Assert.Contains("no Callers are named", Assert.Single(FaultsOf(("Server:Listen", listen), ("Security:AllowInsecure", "true"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Accepts_AnAddressOthersCanReachWhereAProxyEncryptsAndCallersAreNamed() => Assert.Empty(FaultsOf(
        ("Server:Listen", "0.0.0.0:5090"), ("Security:AllowInsecure", "true"), ("Callers:acme:Keys", ApiKeyHash.Generate().Hash), ("Callers:acme:Scopes", "all")));

    [Fact]
    public void Rejects_EveryFaultOfCallersAtOnceAndTellsNoSecret()
    {
        var (key, hash) = ApiKeyHash.Generate();
        var faults = FaultsOf(
            ("Callers:a b:Keys", hash), ("Callers:x:Keys", key), ("Callers:x:Scopes", "classify, everything"), ("Callers:x:ItemBurst", "100"),
            ("Callers:x:Colour", "red"), ("Callers:y:Scopes", "all"), ("Callers:y:ItemsPerSecond", "0"), ("Callers:z:Keys", ""),
            ("Callers:z:Scopes", ""), ("Callers:z:Certificates", "someone"));

        Assert.DoesNotContain(faults, fault => fault.Contains(key, StringComparison.Ordinal) || fault.Contains(hash, StringComparison.Ordinal));
        foreach (var part in new[]
        {
            "a caller whose name is not", "Callers:x:Keys has an entry, number 1, that cannot be read", "Callers:x:Scopes cannot be read (not shown",
            "Callers:x:ItemBurst", "Callers:x:Colour is not a setting", "Callers:y has neither", "Callers:y:ItemsPerSecond is \"0\"", "Callers:z:Keys is empty",
            "Callers:z:Scopes cannot be read (not shown", "Callers:z:Certificates has an entry",
        })
        {
            Assert.Single(faults, fault => fault.Contains(part, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Rejects_TheSameKeyOrNameOfTwoCallers()
    {
        var (_, hash) = ApiKeyHash.Generate();
        var faults = FaultsOf(
            ("Callers:x:Keys", hash), ("Callers:x:Scopes", "all"), ("Callers:y:Keys", hash.ToUpperInvariant().Replace("SHA256", "sha256", StringComparison.Ordinal)),
            ("Callers:y:Scopes", "all"), ("Callers:v:Certificates", "dns:A.example"), ("Callers:v:Scopes", "all"), ("Callers:w:Certificates", "dns:a.example"),
            ("Callers:w:Scopes", "all"));
        Assert.Equal(2, faults.Count);
        Assert.Contains(faults, fault => fault.Contains("x and y have the same key", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Contains("a.example is of several callers", StringComparison.Ordinal));
    }

    [Fact]
    public void Rejects_TlsThatCannotWork()
    {
        using var authority = new Authority();
        var (certificate, key) = authority.IssueToServer("server", System.Net.IPAddress.Loopback);
        var (_, otherKey) = authority.IssueToServer("other", System.Net.IPAddress.Loopback);
        Assert.Empty(FaultsOf(("Tls:CertificateFile", certificate), ("Tls:KeyFile", key), ("Tls:ClientCaFile", authority.CertificateFile)));
        Assert.Contains("go together", Assert.Single(FaultsOf(("Tls:CertificateFile", certificate))), StringComparison.Ordinal);
        Assert.Contains("cannot be used", Assert.Single(FaultsOf(("Tls:CertificateFile", certificate), ("Tls:KeyFile", otherKey))), StringComparison.Ordinal);
        Assert.Contains("cannot be used", Assert.Single(FaultsOf(("Tls:CertificateFile", key), ("Tls:KeyFile", key))), StringComparison.Ordinal);
        Assert.Contains(
            "holds no certificate", Assert.Single(FaultsOf(("Tls:CertificateFile", certificate), ("Tls:KeyFile", key), ("Tls:ClientCaFile", key))), StringComparison.Ordinal);
        Assert.Contains("needs Tls:CertificateFile", Assert.Single(FaultsOf(("Tls:ClientCaFile", authority.CertificateFile))), StringComparison.Ordinal);
        Assert.Contains("needs Tls:ClientCaFile", Assert.Single(FaultsOf(("Tls:RequireClientCertificate", "true"))), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Callers_TakesWhatIsWritten()
    {
        var (first, second) = (ApiKeyHash.Generate(), ApiKeyHash.Generate());
        var options = Read(
            ("Callers:acme:Keys", $"{first.Hash},{second.Hash}"), ("Callers:acme:Scopes", "plan,score"), ("Callers:acme:ItemsPerSecond", "50000"),
            ("Callers:acme:Certificates", "cn:Acme, Inc"));
        Assert.NotEmpty(options.Faults);

        var read = Read(
            ("Callers:acme:Keys", $"{first.Hash},{second.Hash}"), ("Callers:acme:Scopes", "plan,score"), ("Callers:acme:ItemsPerSecond", "50000"));
        Assert.Empty(read.Faults);
        var caller = Assert.Single(read.Options.Security.Callers);
        Assert.Equal((2, Scopes.Plan | Scopes.Score, 50_000, 50_000), (caller.Keys.Count, caller.Scopes, caller.ItemsPerSecond!.Value, caller.ItemBurst));
    }

    private static IReadOnlyList<string> FaultsOf(params (string Key, string Value)[] values) => Read(values).Faults;

    private static (ServerOptions Options, IReadOnlyList<string> Faults) Read(params (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();
        var options = Settings.Read(configuration, out var faults);
        return (options, faults);
    }
}
