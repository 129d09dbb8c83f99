using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Profiles;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>What the Python client's command line holds to as well: tests/golden/import is read by the tests of both.</summary>
public sealed class ImportGoldenTests : IDisposable
{
    private static readonly string Golden = Path.Combine(AppContext.BaseDirectory, "golden", "import");

    private static readonly ImportState State = new()
    {
        Input = new InputIdentity(
            5_000_000_000, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", DateTimeOffset.Parse("2026-01-31T12:30:15.1234500Z", null)),
        Server = "http://127.0.0.1:5090/?a=1&b='2'+3",
        Rows = 3_000_000_001,
        Line = 3_000_000_007,
        Counts = new ImportCounts { Written = 2_999_999_900, Unchanged = 60, Superseded = 20, Failed = 11, Bad = 10 },
    };

    private readonly string folder = Directory.CreateTempSubdirectory("influence-cli-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Read_EveryColumnAndFault_EqualsTheGoldenProfilesAndBadRows()
    {
        var bad = Path.Combine(folder, "bad-rows.csv");
        var profiles = new List<CreatorProfile>();
        using (var reader = await CsvProfileReader.OpenAsync(
            File.OpenRead(Path.Combine(Golden, "profiles.csv")), new TableOptions(null, new Dictionary<ColumnField, string>(), null), default))
        using (var report = new BadRowReport(bad))
        {
            await foreach (var row in new ImportRows(reader, earlier: null, mostBytes: 1 << 20).ReadAsync(report.Add))
            {
                profiles.Add(row.Profile);
            }

            report.Complete();
        }

        Assert.Equal(File.ReadLines(Path.Combine(Golden, "profiles.jsonl")).Select(CreatorProfile.Parser.ParseJson), profiles);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Golden, "bad-rows.csv")), await File.ReadAllTextAsync(bad));
    }

    [Theory]
    [InlineData("category.csv", null)]
    [InlineData("category.csv", "Category")]
    [InlineData("category.csv", "#3")]
    public async Task Read_Categories_EqualsTheGoldenProfiles(string name, string? mapped)
    {
        var mapping = new Dictionary<ColumnField, string>();
        if (mapped is not null)
        {
            mapping[ColumnField.Topics] = mapped;
        }

        var (profiles, bad) = (new List<CreatorProfile>(), new List<BadRow>());
        using var reader = await CsvProfileReader.OpenAsync(File.OpenRead(Path.Combine(Golden, name)), new TableOptions(null, mapping, null), default);
        await foreach (var row in new ImportRows(reader, earlier: null, mostBytes: 1 << 20).ReadAsync(bad.Add))
        {
            profiles.Add(row.Profile);
        }

        Assert.Equal(File.ReadLines(Path.Combine(Golden, "category.jsonl")).Select(CreatorProfile.Parser.ParseJson), profiles);
        Assert.Equal(
            [
                (8L, "column 'Category': '***' is not a topic, such as fitness or sport/running"),
                (13L, "column 'Category': 'a/b/c/d/e/f/g/h/i' is not a topic, such as fitness or sport/running"),
            ],
            bad.Select(row => (row.Line, row.Reason)));
        Assert.Equal(
            ["followers from column 'followers', id from column 'creator_id', topics from column 'Category'", "columns that are not read: 'country'"],
            reader.Findings);
    }

    [Fact]
    public async Task Write_State_EqualsTheGoldenBytes()
    {
        var file = new ImportStateFile(Path.Combine(folder, "in.csv"), State.Server);

        file.Write(State);

        Assert.Equal((await File.ReadAllTextAsync(Path.Combine(Golden, "import-state.json"))).TrimEnd('\n'), await File.ReadAllTextAsync(file.Path));
    }

    [Fact]
    public void Read_GoldenState_IsUnderstood()
    {
        var file = new ImportStateFile(Path.Combine(folder, "in.csv"), State.Server);
        File.Copy(Path.Combine(Golden, "import-state.json"), file.Path);

        Assert.Equal(State, file.Read(State.Input));
    }
}
