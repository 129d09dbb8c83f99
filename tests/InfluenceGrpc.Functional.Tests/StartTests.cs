using System.Net;
using System.Net.Sockets;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>What the process does at start and at its end.</summary>
public sealed class StartTests
{
    private const string GoodScheme = """
        {"id": "ours", "version": 2, "title": "Ours", "source": {"document": "test"}, "kind": "TIER_SCHEME_KIND_FOLLOWERS",
         "tiers": [{"id": "small", "label": "Small", "canonical": "CANONICAL_TIER_NANO", "lowerFollowers": 10},
                   {"id": "large", "label": "Large", "canonical": "CANONICAL_TIER_MEGA", "lowerFollowers": "1000"}]}
        """;

    [Fact]
    public async Task Start_OwnSchemes_AreListedAndUsed()
    {
        using var folder = new JsonFolder(("ours.json", GoodScheme));
        await using var server = await ServerProcess.StartAsync("--schemes", folder.Path, "--default-scheme", "ours");
        using var channel = GrpcChannel.ForAddress(server.Address);
        var client = new TierService.TierServiceClient(channel);

        var listed = await client.ListTierSchemesAsync(new ListTierSchemesRequest());
        var classified = await client.ClassifyTierAsync(new ClassifyTierRequest { FollowerCount = 999 });

        Assert.Equal(17, listed.Schemes.Count);
        Assert.Equal("ours", listed.DefaultSchemeId);
        Assert.False(listed.Schemes[^1].BuiltIn);
        Assert.Equal("small", classified.Classifications.Single().Tier.Id);
        Assert.Equal(2u, classified.Classifications.Single().SchemeVersion);
        Assert.Equal(0, await server.TerminateAsync());
    }

    [Fact]
    public async Task Start_EverythingWrong_TellsAllOfItAndRefuses()
    {
        using var folder = new JsonFolder(
            ("a.json", GoodScheme),
            ("b.json", GoodScheme),
            ("c.json", GoodScheme.Replace("\"ours\"", "\"iab-uk\"", StringComparison.Ordinal)),
            ("d.json", """{"id": "d", "title": "", "tiers": [{"id": "x", "label": "X", "lowerFollowers": -1, "extra": 1}]}"""),
            ("e.JSON", "not json"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "f.json"), "/no/such/file.json");

        var (exitCode, output) = await ServerProcess.RunAsync(
            "--schemes", folder.Path, "--listen", "0.0.0.0:5090", "--Limits:MaxItems", "10001", "--Limits:NoSuch", "1", "--listn=x",
            "--default-scheme", "nobodys", "--default-scheme", "twice", "--Limits:MaxTierSchemes", "--Limits:DrainTimeout");

        Assert.Equal(2, exitCode);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        string[] expected =
        [
            "Server:Listen", "Limits:MaxItems", "Limits:NoSuch", "--listn is not a switch", "Tiers:DefaultScheme", "b.json: id", "c.json: id",
            "d.json: title", "d.json: version", "d.json: kind", "d.json: tiers[0].lowerFollowers", "d.json: tiers[0].extra", "e.JSON",
            "f.json: cannot be read", "--default-scheme is given twice", "--Limits:MaxTierSchemes needs a value", "--Limits:DrainTimeout needs a value",
        ];
        Assert.All(expected, text => Assert.Contains(text, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_OwnModels_AreChecked()
    {
        var good = GoodModel("ours");
        using var goodFolder = new JsonFolder(("ours.json", good));
        await using (var server = await ServerProcess.StartAsync("--models", goodFolder.Path, "--default-model", "ours"))
        {
            Assert.Equal(0, await server.TerminateAsync());
        }

        using var badFolder = new JsonFolder(
            ("a.json", good),
            ("b.json", good),
            ("c.json", GoodModel("audience-fit-1")),
            ("d.json", good.Replace("\"authenticLow\": 0.5", "\"authenticLow\": 0.99", StringComparison.Ordinal)
                .Replace("\"pet\": 0.017901", "\"Pet\": 2, \"zoo\": \"many\"", StringComparison.Ordinal)
                .Replace("\"steepness\"", "\"steepnes\"", StringComparison.Ordinal)),
            ("e.JSON", "not json"));

        var (exitCode, output) = await ServerProcess.RunAsync("--models", badFolder.Path, "--default-model", "nobodys");

        Assert.Equal(2, exitCode);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        string[] expected =
        [
            "b.json: id: \"ours\" is the id of an earlier model", "c.json: id: \"audience-fit-1\" is the id of a built-in model",
            "d.json: credibility.authenticHigh:", "d.json: derivation.background.topics[\"Pet\"]:", "d.json: derivation.background.topics[\"zoo\"]:",
            "d.json: cost.steepness:", "d.json: cost.steepnes:", "e.JSON: line 1", "Fit:DefaultModel: \"nobodys\"",
        ];
        Assert.All(expected, text => Assert.Contains(text, output, StringComparison.Ordinal));
        Assert.DoesNotContain("a.json", output, StringComparison.Ordinal);
    }

    // Lists have no pages: a deployment whose models do not fit into one answer is told at start, and not its callers later.
    [Fact]
    public async Task Start_ModelsTooLargeToList_IsAWrongSetting()
    {
        var topics = string.Join(", ", Enumerable.Range(0, 900).Select(i => $"\"long-topic-name-{i}/{new string('x', 60)}\": 0.0001"));
        using var folder = new JsonFolder([.. Enumerable.Range(0, 20).Select(i =>
            ($"{i}.json", GoodModel($"ours-{i}").Replace("\"pet\": 0.017901", $"{topics}, \"pet\": 0.017901", StringComparison.Ordinal)))]);

        var (exitCode, output) = await ServerProcess.RunAsync("--models", folder.Path);

        Assert.Equal(2, exitCode);
        Assert.Matches(@"Fit:ModelsFolder: all fit models together make an answer of [0-9]{7} bytes, which may be at most 1048576", output);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INFLUENCE_Limits__MaxItems", "0", 2)]
    [InlineData("Limits__MaxItems", "0", 0)]
    [InlineData("Server__NoSuch", "x", 0)]
    public async Task Start_Environment_IsReadWithOurPrefixOnly(string name, string value, int exitCode)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value };
        if (exitCode != 0)
        {
            Assert.Equal(exitCode, (await ServerProcess.RunAsync(environment)).ExitCode);
            return;
        }

        await using var server = await ServerProcess.StartAsync(environment);
        Assert.Equal(0, await server.TerminateAsync());
    }

    [Fact]
    public async Task Start_PortTaken_SaysSoAndEnds()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (exitCode, output) = await ServerProcess.RunAsync("--listen", taken.LocalEndpoint.ToString()!);

        Assert.Equal(1, exitCode);
        Assert.Contains("--listen", output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_Help_ListsEverySettingAndEnds()
    {
        var (exitCode, output) = await ServerProcess.RunAsync("--help");

        Assert.Equal(0, exitCode);
        Assert.All(Server.Operations.Settings.All, setting => Assert.Contains($"  {setting.Key} ", output, StringComparison.Ordinal));
        Assert.All(["--check-config", "--health [ADDRESS]", "--health-service NAME"], mode => Assert.Contains(mode, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task GetServerInfo_Default_TellsOfLimitsAndStore()
    {
        await using var server = await RunningServer.StartAsync();
        var info = await new InfoService.InfoServiceClient(server.Channel).GetServerInfoAsync(new GetServerInfoRequest());

        Assert.Equal("0.1.0", info.Version);
        Assert.Equal(10_000u, info.Limits.MaxItems);
        Assert.Equal(16u, info.Limits.MaxTierSchemes);
        Assert.Equal(8u * 1024 * 1024, info.Limits.MaxMessageBytes);
        Assert.Equal(info.Limits.MaxItems, info.Limits.Stream.MaxItemsPerChunk);
        Assert.Equal(ProfileStoreKind.Embedded, info.ProfileStore);
        Assert.Equal(1_000u, info.Limits.MaxLookupItems);
        Assert.Equal(64u * 1024, info.Limits.MaxProfileBytes);
        Assert.Equal(4_000u, info.Limits.MaxItemsWithComponents);
        Assert.Equal(10_000u, info.Limits.MaxRanked);
        Assert.Equal(16u, info.TierSchemeCount);
        Assert.Equal("harvard-media", info.DefaultTierSchemeId);
        Assert.Equal(1u, info.FitModelCount);
        Assert.Equal("audience-fit-1", info.DefaultFitModelId);
        Assert.True(info.Uptime.ToTimeSpan() > TimeSpan.Zero);
    }

    /// <summary>The model that ships, under an id of its own.</summary>
    private static string GoodModel(string id)
    {
        using var stream = typeof(BuiltInFitModels).Assembly.GetManifestResourceStream($"FitModels/{BuiltInFitModels.DefaultId}.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace($"\"id\": \"{BuiltInFitModels.DefaultId}\"", $"\"id\": \"{id}\"", StringComparison.Ordinal);
    }

    private sealed class JsonFolder : IDisposable
    {
        public JsonFolder(params ReadOnlySpan<(string Name, string Text)> files)
        {
            Path = Directory.CreateTempSubdirectory("json-").FullName;
            foreach (var (name, text) in files)
            {
                File.WriteAllText(System.IO.Path.Combine(Path, name), text);
            }
        }

        public string Path { get; }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
