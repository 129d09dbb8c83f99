using System.Globalization;
using System.Reflection;
using System.Text;
using Google.Protobuf;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Contract;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Tests;

/// <summary>Scores that may never change under one version of a model: those of the sample questions, to the last bit.</summary>
public sealed class FitGoldenTests
{
    private const string Golden = "fit-scores.golden.md";

    [Fact]
    public void Scores_OfTheSamples_AreThoseWrittenDown()
    {
        var actual = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository(), "samples", "fit"), "*.json").Order(StringComparer.Ordinal).Select(Describe));
        var golden = File.ReadAllText(Path.Combine(Repository(), "tests", "InfluenceGrpc.Server.Tests", Golden));
        Assert.True(golden == actual,
            $"Scores differ from {Golden}. What clients stored under a model's version must stay true: bump the version of the model, " +
            $"then replace the file, and the examples in docs/scoring-model.md, with:\n{actual}");
    }

    [Fact]
    public void Examples_OfTheDocumentation_AreTheGoldenScores()
    {
        var document = File.ReadAllText(Path.Combine(Repository(), "docs", "scoring-model.md"));
        var golden = File.ReadAllText(Path.Combine(Repository(), "tests", "InfluenceGrpc.Server.Tests", Golden));
        Assert.All(golden.Split("\n\n").Where(block => block.StartsWith('|')), table => Assert.Contains(table.Trim(), document, StringComparison.Ordinal));
    }

    private static string Describe(string file)
    {
        var request = JsonParser.Default.Parse<V1.ScoreFitRequest>(File.ReadAllText(file));
        var brief = new BriefReader(TierSchemeCatalog.BuiltIn).Read(request.Brief, BuiltInFitModels.Default);
        var profile = ProfileReader.Read(request.Profile);
        Assert.Empty(brief.Faults);
        Assert.Empty(profile.Faults);
        var compiled = new CompiledBrief(brief.Value!, BuiltInFitModels.Default);
        var figures = compiled.NewFigures();
        FitScorer.Score(compiled, profile.Value!, figures);
        return Write(Path.GetFileName(file), figures);
    }

    private static string Write(string name, FitFigures figures)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"`samples/fit/{name}` ({BuiltInFitModels.Default.Id} version {BuiltInFitModels.Default.Version}):\n\n");
        text.Append("| component | status | value | weight | contribution | parts |\n| --- | --- | ---: | ---: | ---: | --- |\n");
        foreach (var component in figures.Components)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| {component.Component} | {component.Status} | {component.Value:F4} | {component.Weight:F4} | {component.Contribution:F4} | {Parts(component)} |\n");
        }

        var flags = string.Join(", ", [.. figures.Ineligibilities.ToArray().Select(reason => $"ineligible: {reason}"), .. figures.Cautions.ToArray().Select(flag => $"caution: {flag}")]);
        text.Append(CultureInfo.InvariantCulture,
            $"| **score** | coverage {figures.Coverage:F4} | | | **{figures.Score:F4}** | {figures.Lower:F4} to {figures.Upper:F4}{(flags.Length > 0 ? "; " + flags : "")} |\n\n");
        text.Append(CultureInfo.InvariantCulture,
            $"Bits: score {Bits(figures.Score)}, lower {Bits(figures.Lower)}, upper {Bits(figures.Upper)}, coverage {Bits(figures.Coverage)}.\n\n");
        return text.ToString();
    }

    private static string Parts(ComponentFigure component) => component.Parts.Length == 1 || !component.Counts
        ? ""
        : string.Join(", ", component.Parts.ToArray().Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Value:F3}{(part.Known ? "" : " (prior)")}")));

    private static string Bits(double value) => BitConverter.DoubleToUInt64Bits(value).ToString("X16", CultureInfo.InvariantCulture);

    private static string Repository() => typeof(FitGoldenTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
