using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Contract;
using Xunit.Abstractions;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests.Fit;

/// <summary>What kept briefs take is no more than what they are counted with. Not beside other tests: all of the process counts.</summary>
[Collection(nameof(RecentBriefsMemoryTests))]
[CollectionDefinition(nameof(RecentBriefsMemoryTests), DisableParallelization = true)]
public sealed class RecentBriefsMemoryTests(ITestOutputHelper output)
{
    private readonly BriefReader reader = new(TierSchemeCatalog.BuiltIn);

    [Theory]
    [InlineData("little")]
    [InlineData("everything")]
    [InlineData("excluded creators")]
    [InlineData("deep topics")]
    [InlineData("languages")]
    [InlineData("brands")]
    public void Briefs_AsManyAsAreKept_TakeNoMoreThanTheyAreCountedWith(string kind)
    {
        using var recent = new RecentBriefs();
        var model = FitModelCatalog.BuiltIn.Default;
        Keep(recent, model, kind, 10);
        var (before, kept) = (Memory(), recent.Count);

        Keep(recent, model, kind, 3_000);

        var taken = Memory() - before;
        output.WriteLine($"{recent.Count} kept, {taken / (double)(recent.Count - kept):F0} bytes each");
        Assert.InRange(recent.Count, kept + 10, 2_900);
        Assert.InRange(taken, long.MinValue, RecentBriefs.MaxMemory);
        GC.KeepAlive(recent);
    }

    // What was let go of elsewhere may wait for its finalizers.
    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private void Keep(RecentBriefs recent, FitModel model, string kind, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var brief = Brief(kind);
            brief.Title = $"{kind} {count} {i}";
            recent.Keep(RecentBriefs.KeyOf(brief, model)!, new CompiledBrief(reader.Read(brief, model).Value!, model));
        }
    }

    private static V1.Brief Brief(string kind)
    {
        var brief = kind == "everything" ? FitCase.Brief : new() { Topics = { ["travel"] = 1 } };
        switch (kind)
        {
            case "excluded creators":
                brief.Constraints = new() { ExcludedCreatorIds = { Enumerable.Range(0, 650).Select(i => $"{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}") } };
                break;
            case "deep topics":
                for (var i = 0; i < 135; i++)
                {
                    brief.Topics.Add($"{(char)('a' + (i / 26))}/{(char)('a' + (i % 26))}/a/b/c/d/e/f", 0);
                }

                break;
            case "languages":
                brief.Audience = new();
                for (var i = 0; i < 200; i++)
                {
                    brief.Audience.Languages.Add($"a{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}", i == 0 ? 1 : 0);
                }

                break;
            case "brands":
                brief.Brand = "a";
                brief.RelatedBrands.Add(Enumerable.Range(0, 120).ToDictionary(i => $"b{i}", i => 1.0));
                brief.Competitors.Add(Enumerable.Range(0, 120).Select(i => $"c{i}"));
                break;
        }

        return brief;
    }
}
