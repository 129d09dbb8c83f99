using System.Reflection;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.SampleGenerator;

namespace InfluenceGrpc.Samples.Tests;

/// <summary>The samples are what their programs and readers say they are.</summary>
public sealed class SampleFilesTests
{
    private static readonly string Samples = Path.Combine(
        typeof(SampleFilesTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!,
        "samples");

    public static TheoryData<string> Schemes => [.. Directory.EnumerateFiles(Path.Combine(Samples, "schemes")).Select(file => Path.GetFileName(file))];

    [Fact]
    public void CreatorsFile_DrawnAgain_IsTheSameToTheByte()
    {
        using var drawn = new MemoryStream();
        CreatorsCsv.Write(drawn, CreatorPopulation.Draw(CreatorPopulation.StandardSize, CreatorPopulation.StandardSeed));

        Assert.Equal(File.ReadAllBytes(Path.Combine(Samples, "creators.csv")), drawn.ToArray());
    }

    [Fact]
    public void CandidatesFile_DrawnAgain_IsTheSameToTheByte()
    {
        using var drawn = new MemoryStream();
        CandidatesJsonl.Write(drawn, CandidatePopulation.Draw(CandidatePopulation.StandardSize, CandidatePopulation.StandardSeed));

        Assert.Equal(File.ReadAllBytes(Path.Combine(Samples, "campaigns", "creators.jsonl")), drawn.ToArray());
    }

    [Fact]
    public void Candidates_OfTheSample_AreSampleCreatorsOfWhomNotAllIsKnown()
    {
        var candidates = CandidatePopulation.Draw(CandidatePopulation.StandardSize, CandidatePopulation.StandardSeed).ToArray();
        var creators = CreatorPopulation.Draw(CreatorPopulation.StandardSize, CreatorPopulation.StandardSeed).ToHashSet();

        Assert.Equal(CandidatePopulation.StandardSize, candidates.Length);
        Assert.All(candidates, candidate => Assert.Contains(candidate.Creator, creators));
        Assert.InRange(candidates.Count(candidate => candidate.Price is null), 15, 50);
        Assert.InRange(candidates.Count(candidate => candidate.Reach is null), 140, 220);
        Assert.All(candidates, candidate => Assert.All(
            new[] { candidate.Countries, candidate.Regions, candidate.Languages, candidate.Interests }, shares => Assert.InRange(shares.Values.Sum(), 0.05, 1.001)));
    }

    [Fact]
    public void Creators_OfTheSample_FillEveryTierOfTheDefaultScheme()
    {
        var bands = BuiltInTierSchemes.Default.Bands!;
        var creators = CreatorPopulation.Draw(CreatorPopulation.StandardSize, CreatorPopulation.StandardSeed).ToArray();
        var byTier = creators.Where(creator => creator.Followers is not null).CountBy(creator => bands.Classify((ulong)creator.Followers!)).ToDictionary();

        Assert.Equal(CreatorPopulation.StandardSize, creators.Select(creator => creator.CreatorId).Distinct(StringComparer.Ordinal).Count());
        Assert.All(BuiltInTierSchemes.Default.Tiers, tier => Assert.True(byTier[tier.Ordinal] > 100, tier.Id));
        Assert.InRange(creators.Count(creator => creator.Followers is null), 50, 200);
        Assert.InRange(creators.Count(creator => creator.AverageLikes is null), 300, 700);
        Assert.InRange(Median(creators.Select(creator => (double?)creator.Followers)), 17_000, 23_000);
    }

    [Fact]
    public void Engagement_OfTheSample_FallsWithSize()
    {
        var creators = CreatorPopulation.Draw(CreatorPopulation.StandardSize, CreatorPopulation.StandardSeed)
            .Where(creator => creator is { Platform: "instagram", Followers: not null, AverageLikes: not null }).ToArray();

        var small = Median(creators.Where(creator => creator.Followers < 10_000).Select(Rate));
        var large = Median(creators.Where(creator => creator.Followers > 100_000).Select(Rate));

        Assert.InRange(small, 0.03, 0.05);
        Assert.InRange(large, 0.02, small);

        static double? Rate(SyntheticCreator creator) => (creator.AverageLikes + creator.AverageComments) / creator.Followers;
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void SchemeFile_OfTheSamples_IsValid(string file) =>
        Assert.Empty(TierSchemeJson.ReadAndValidate(File.ReadAllBytes(Path.Combine(Samples, "schemes", file))).Faults);

    private static double Median(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
