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
        return Write(Path.GetFileName(file), FitScoreWriter.Write(compiled, profile.Value!, figures));
    }

    private static string Write(string name, V1.FitScore fit)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"`samples/fit/{name}` ({BuiltInFitModels.Default.Id} version {BuiltInFitModels.Default.Version}):\n\n");
        text.Append("| component | status | value | weight | contribution | parts |\n| --- | --- | ---: | ---: | ---: | --- |\n");
        foreach (var component in fit.Components)
        {
            var figures = component.HasValue
                ? string.Create(CultureInfo.InvariantCulture, $"{component.Value:F4} | {component.Weight:F4} | {component.Contribution:F4}")
                : "| |";
            var parts = component.HasValue ? string.Join(", ", component.Parts.Select(Part)) : "";
            text.Append(CultureInfo.InvariantCulture, $"| {component.Component} | {component.Status} | {figures} | {parts} |\n");
        }

        var flags = string.Join(", ", [
            .. fit.Ineligibilities.Select(why => $"ineligible: {why.Reason}"), .. fit.Cautions.Select(caution => $"caution: {caution.Flag}")]);
        text.Append(CultureInfo.InvariantCulture,
            $"| **score** | coverage {fit.Coverage:F4} | | | **{fit.Score:F4}** | {fit.Lower:F4} to {fit.Upper:F4}{(flags.Length > 0 ? "; " + flags : "")} |\n\n");
        text.Append(CultureInfo.InvariantCulture,
            $"Bits: score {Bits(fit.Score)}, lower {Bits(fit.Lower)}, upper {Bits(fit.Upper)}, coverage {Bits(fit.Coverage)}.\n\n");
        return text.ToString();
    }

    private static string Part(V1.PartScore part) => string.Create(
        CultureInfo.InvariantCulture,
        $"{part.Part} {(part.HasValue ? part.Value.ToString("F3", CultureInfo.InvariantCulture) : "left out")}{(part.Known || !part.HasValue ? "" : " (prior)")}");

    private static string Bits(double value) => BitConverter.DoubleToUInt64Bits(value).ToString("X16", CultureInfo.InvariantCulture);

    private static string Repository() => typeof(FitGoldenTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;
}
