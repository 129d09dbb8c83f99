using System.Reflection;
using InfluenceGrpc.Server.Operations;
using Microsoft.Extensions.Configuration;

namespace InfluenceGrpc.Server.Tests;

/// <summary>Settings: read, bounded, documented.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Read_Nothing_GivesTheDocumentedDefaults()
    {
        var options = Settings.Read(Configuration(), out var faults);
        var written = Settings.Read(
            Configuration([.. Settings.All.Where(setting => setting.Default.Length > 0).Select(setting => (setting.Key, setting.Default))]),
            out var faultsOfDefaults);

        Assert.Empty(faults);
        Assert.Empty(faultsOfDefaults);
        Assert.Equal(options, written);
        Assert.Equal(new ServerOptions(), options);
    }

    [Theory]
    [InlineData("Server:Listen", "127.0.0.1:0")]
    [InlineData("Server:Listen", "[::1]:65535")]
    [InlineData("Server:Listen", "localhost:5090")]
    [InlineData("Web:Listen", "none")]
    [InlineData("Web:Listen", "127.0.0.1:0")]
    [InlineData("Web:AllowedHosts", "console.example, 10.0.0.1")]
    [InlineData("Web:AllowedOrigins", "https://console.example,http://localhost:3000")]
    [InlineData("Limits:MaxItems", "1")]
    [InlineData("Limits:MaxItems", "10000")]
    [InlineData("Limits:MaxTierSchemes", "16")]
    [InlineData("Limits:MaxChunksInFlight", "256")]
    [InlineData("Limits:StreamInactivity", "00:00:00.1")]
    [InlineData("Limits:DrainTimeout", "00:10:00")]
    [InlineData("Limits:MaxCallMemory", "25165824")]
    [InlineData("Telemetry:OtlpEndpoint", "https://collector.example:4317/path")]
    [InlineData("Telemetry:OtlpProtocol", "http/protobuf")]
    [InlineData("Telemetry:TraceShare", "0")]
    [InlineData("Telemetry:TraceShare", "1.0")]
    [InlineData("Telemetry:MetricsInterval", "00:00:00.1")]
    public void Accepts_ValueAtItsLimit(string key, string text)
    {
        Settings.Read(Configuration((key, text)), out var faults);
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData("Server:Listen", "127.0.0.1:65536")]
    [InlineData("Server:Listen", "somewhere")]
    [InlineData("Server:Listen", "")]
    [InlineData("Tiers:SchemesFolder", "/no/such/folder")]
    [InlineData("Tiers:DefaultScheme", "")]
    [InlineData("Fit:ModelsFolder", "/no/such/folder")]
    [InlineData("Fit:DefaultModel", "")]
    [InlineData("Fit:NoSuch", "1")]
    [InlineData("Web:Listen", "")]
    [InlineData("Web:Listen", "127.0.0.1:5090")]
    [InlineData("Web:Listen", "0.0.0.0:65536")]
    [InlineData("Web:AllowedHosts", "a b")]
    [InlineData("Web:AllowedOrigins", "console.example")]
    [InlineData("Web:AllowedOrigins", "https://console.example/")]
    [InlineData("Web:AllowedOrigins", "https://me@console.example")]
    [InlineData("Limits:MaxItems", "0")]
    [InlineData("Limits:MaxItems", "10001")]
    [InlineData("Limits:MaxItems", "1e3")]
    [InlineData("Limits:MaxTierSchemes", "17")]
    [InlineData("Limits:MaxChunkBytes", "1023")]
    [InlineData("Limits:MaxChunksInFlight", "257")]
    [InlineData("Limits:MaxRanked", "0")]
    [InlineData("Limits:MaxRanked", "10001")]
    [InlineData("Limits:StreamInactivity", "00:00:00.09")]
    [InlineData("Limits:StreamInactivity", "300")]
    [InlineData("Limits:DrainTimeout", "00:10:01")]
    [InlineData("Limits:NoSuch", "1")]
    [InlineData("Limits:MaxCalls", "0")]
    [InlineData("Limits:MaxStreams", "100001")]
    [InlineData("Tls:RequireClientCertificate", "yes")]
    [InlineData("Tls:NoSuch", "1")]
    [InlineData("Security:AllowAnonymous", "sometimes")]
    [InlineData("Limits:MaxMessageBytes", "4194304")]
    [InlineData("Limits:MaxCallMemory", "16777215")]
    [InlineData("Limits:MaxCallMemory", "25165823")]
    [InlineData("Telemetry:OtlpEndpoint", "127.0.0.1:4317")]
    [InlineData("Telemetry:OtlpEndpoint", "ftp://127.0.0.1")]
    [InlineData("Telemetry:OtlpEndpoint", "http://user:secret@127.0.0.1:4317")]
    [InlineData("Telemetry:OtlpProtocol", "http/json")]
    [InlineData("Telemetry:TraceShare", "1.01")]
    [InlineData("Telemetry:TraceShare", "-0")]
    [InlineData("Telemetry:TraceShare", "NaN")]
    [InlineData("Telemetry:MetricsInterval", "00:00:00.09")]
    [InlineData("Telemetry:ServiceInstance", "a\tb")]
    [InlineData("Logging:Format", "xml")]
    [InlineData("Logging:Fromat", "json")]
    public void Rejects_ValuePastItsLimit(string key, string text)
    {
        Settings.Read(Configuration((key, text)), out var faults);
        Assert.Contains(key, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1:5091", null, null)]
    [InlineData("127.0.0.1:5091", "127.0.0.1:5090", null)]
    [InlineData(null, "127.0.0.1:6000", null)]
    [InlineData("127.0.0.1:6001", "127.0.0.1:6000", "127.0.0.1:6001")]
    [InlineData(null, null, "none")]
    public void WebListen_ServerListensElsewhere_IsNowhereUnlessSet(string? web, string? listen, string? set)
    {
        var options = Settings.Read(Configuration([.. new (string Key, string? Text)[] { ("Server:Listen", listen), ("Web:Listen", set) }.Where(pair => pair.Text is not null).Select(pair => (pair.Key, pair.Text!))]), out var faults);
        Assert.Empty(faults);
        Assert.Equal(web, options.Web.Listen?.ToString());
    }

    [Fact]
    public void WebListen_OthersCanReachIt_NeedsTlsAndCallers()
    {
        Settings.Read(Configuration(("Web:Listen", "0.0.0.0:5091")), out var faults);
        Assert.Equal(2, faults.Count);
        Assert.All(faults, fault => Assert.StartsWith("Web:Listen is 0.0.0.0:5091, which others can reach", fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Telemetry:OtlpEndpoint", "http://user:hush-hush@127.0.0.1:4317")]
    [InlineData("Telemetry:OtlpEndpoint", "http://127.0.0.1:4317/?token=hush-hush")]
    [InlineData("Profiles:Store", "valkey://:hush-hush@127.0.0.1")]
    [InlineData("Profiles:Store", "redis://:hush-hush@127.0.0.1:0")]
    public void Rejects_AddressWithASecret_AndDoesNotTellIt(string key, string text)
    {
        Settings.Read(Configuration((key, text)), out var faults);
        Assert.NotEmpty(faults);
        Assert.DoesNotContain(faults, fault => fault.Contains("hush", StringComparison.Ordinal));
    }

    [Fact]
    public void Documentation_TellsOfEverySettingItsDefaultAndItsRange()
    {
        var root = typeof(SettingsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        var document = File.ReadAllLines(Path.Combine(root, "docs", "configuration.md"));
        var documented = document
            .SkipWhile(line => line != "| setting | default | allowed | meaning |")
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'));

        // Every setting, in its order, and no other.
        Assert.Equal(
            Settings.All.Select(setting =>
                $"| `{setting.Key}` | {(setting.Default.Length == 0 ? "none" : $"`{setting.Default}`")} | {setting.Range} | {setting.Meaning} |"),
            documented);
        Assert.Equal(
            CallerSettings.Keys.Select(key => $"| `Callers:NAME:{key.Key}` | {key.Range} | {key.Meaning} |"),
            document.SkipWhile(line => line != "| caller's setting | allowed | meaning |").Skip(2).TakeWhile(line => line.StartsWith('|')));
    }

    [Fact]
    public void Read_LoggingSection_IsSharedWithTheFramework()
    {
        var options = Settings.Read(
            Configuration(("Logging:LogLevel:Default", "Debug"), ("Logging:Console:LogLevel:Default", "Debug"), ("Logging:Format", "json")), out var faults);

        Assert.Empty(faults);
        Assert.True(options.Telemetry.LogsAsJson);
    }

    private static IConfiguration Configuration(params ReadOnlySpan<(string Key, string Value)> pairs)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (key, value) in pairs)
        {
            values[key] = value;
        }

        return new ConfigurationBuilder().AddInMemoryCollection(values).Build();
    }
}
