using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using Influence.V1;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace InfluenceGrpc.Functional.Tests.Telemetry;

/// <summary>Metrics as a collector sees them, and as the documentation tells of them.</summary>
[Collection(ObservedServers.Name)]
public sealed class MetricsTests(ObservedServer observed)
{
    private const string Tiers = "influence.v1.TierService";

    private readonly OtlpReceiver received = observed.Received;

    [Fact]
    public void Items_GoodAndBadCalls_AreCountedByRpcAndOutcome()
    {
        // Two by the client, one in other letters; the malformed and the refused one are about no items.
        Assert.Equal(3, received.Last("influence.items", Tiers, "ClassifyTier", "ok"));
        Assert.Null(received.Last("influence.items", Tiers, "ClassifyTier", "failed"));
        Assert.Equal(1, received.Last("influence.items", "UpsertProfiles", "ok"));
        Assert.Equal(2, received.Last("influence.items", "LookupProfiles", "ok") + received.Last("influence.items", "LookupProfiles", "failed").GetValueOrDefault());
        Assert.Equal(2, received.Last("influence.items", "StreamClassifyTiers", "ok"));
        Assert.Equal(2, received.Last("influence.items", "StreamClassifyTiers", "failed"));
    }

    [Fact]
    public void Chunks_AnsweredAndRefused_AreToldApart()
    {
        Assert.Equal(2, received.Last("influence.chunks", Tiers, "StreamClassifyTiers", "answered"));
        Assert.Equal(1, received.Last("influence.chunks", Tiers, "StreamClassifyTiers", "refused"));
        Assert.Equal(0, received.Last("influence.chunks.in_hand"));
    }

    [Fact]
    public void Errors_EveryRefusal_IsCountedByItsReason()
    {
        Assert.Equal(1, received.Last("influence.errors", "ClassifyTier", "UNKNOWN_TIER_SCHEME", "3"));
        Assert.Equal(1, received.Last("influence.errors", "ClassifyTier", "INVALID_REQUEST", "3"));
        Assert.Equal(1, received.Last("influence.errors", "GetProfile", "CREATOR_NOT_FOUND", "5"));
        Assert.Equal(1, received.Last("influence.errors", "StreamClassifyTiers", "STREAM_SEQUENCE_NOT_INCREASING", "3"));
        Assert.NotNull(received.Last("influence.errors", "grpc.health.v1.Health", "Watch", "NONE"));
    }

    [Fact]
    public void Store_EmbeddedReadsAndWrites_AreTimed()
    {
        Assert.Equal(1, received.Last("influence.store.duration", "write", "ok"));
        Assert.Equal(3, received.Last("influence.store.duration", "read", "ok"));
        Assert.Equal(1, received.Last("influence.profile_store.up"));
        Assert.Equal(0, received.Last("influence.redis.open_circuits"));
    }

    [Fact]
    public void Metrics_OfTheFramework_AreSentAsWell()
    {
        var seen = received.Metrics.Select(entry => $"{entry.Meter}/{entry.Metric.Name}").ToHashSet(StringComparer.Ordinal);

        Assert.Superset(
            new HashSet<string>(
                [
                    "Microsoft.AspNetCore.Hosting/http.server.request.duration", "Microsoft.AspNetCore.Server.Kestrel/kestrel.active_connections",
                    "System.Runtime/dotnet.gc.collections",
                ],
                StringComparer.Ordinal),
            seen);
        Assert.All(received.Resources, resource => Assert.Equal(ObservedServer.Instance, resource["service.instance.id"]));
        Assert.All(received.Resources, resource => Assert.Equal("influence-grpc", resource["service.name"]));
    }

    [Fact]
    public void Tags_Values_ComeFromClosedLists()
    {
        var allowed = new Dictionary<string, IReadOnlyCollection<string>>(StringComparer.Ordinal)
        {
            ["rpc.service"] = [.. ServedContract.Services.Select(service => service.FullName)],
            ["rpc.method"] = [.. ServedContract.Services.SelectMany(service => service.Methods).Select(method => method.Name)],
            ["outcome"] = ["ok", "failed", "answered", "refused", "partial", "unavailable", "cancelled"],
            ["operation"] = ["read", "write"],
            ["reason"] = [.. Enum.GetValues<ErrorReason>().Select(ErrorReasons.Name), "NONE"],
            ["rpc.grpc.status_code"] = [.. Enumerable.Range(1, 16).Select(code => code.ToString(CultureInfo.InvariantCulture))],
        };
        var documented = Documented().ToDictionary(row => row.Name, row => row.Tags, StringComparer.Ordinal);
        var ours = received.Metrics.Where(entry => entry.Meter == "InfluenceGrpc").SelectMany(entry => OtlpReceiver.PointsOf(entry.Metric).Select(
            point => (entry.Metric.Name, point.Tags))).ToArray();

        Assert.NotEmpty(ours);
        Assert.All(ours, point =>
        {
            Assert.Equal(documented[point.Name], point.Tags.Keys.Order(StringComparer.Ordinal));
            Assert.All(point.Tags, tag => Assert.Contains(tag.Value, allowed[tag.Key]));
        });
    }

    [Fact]
    public async Task Documentation_Metrics_AreThoseThatThereAre()
    {
        await using var server = await RunningServer.StartAsync("--store", "none");
        var factory = server.Services.GetRequiredService<IMeterFactory>();
        var measured = new List<(string Name, string? Unit, string? Meaning)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            // Other servers run in this process.
            if (instrument.Meter.Name == "InfluenceGrpc" && instrument.Meter.Scope == factory)
            {
                measured.Add((instrument.Name, instrument.Unit, instrument.Description));
            }
        };
        listener.Start();

        Assert.Equal(measured.Order(), Documented().Select(row => (row.Name, (string?)row.Unit, (string?)row.Meaning)).Order());
    }

    private static IEnumerable<(string Name, string Unit, string[] Tags, string Meaning)> Documented()
    {
        var root = typeof(MetricsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        return File.ReadLines(Path.Combine(root, "docs", "telemetry.md"))
            .SkipWhile(line => line != "| name | unit | tags | meaning |")
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|', ' ').Split(" | "))
            .Select(cells => (
                cells[0].Trim('`'),
                cells[1].Trim('`'),
                cells[2] == "none" ? [] : cells[2].Split(", ").Select(tag => tag.Trim('`')).Order(StringComparer.Ordinal).ToArray(),
                cells[3]));
    }
}
