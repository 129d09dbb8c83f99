using System.Reflection;
using InfluenceGrpc.Core.Fit;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Server.Tests.Briefs;

/// <summary>Models to read briefs against: presets and cost benchmarks, which is all that reading asks of one.</summary>
internal static class BriefModels
{
    /// <summary>Every preset weighs all components alike; a benchmark in NOK.</summary>
    public static FitModel Plain { get; } = Blank() with
    {
        Audience = new([.. Enumerable.Repeat(new PartRule(1, new Prior(0.5, 0, 1)), 6)], FrechetShare: 0.5),
        Presets = Enum.GetValues<WeightPreset>().Skip(1).ToDictionary(preset => preset, preset => Alike((int)preset / 10.0)),
        Cost = new CostRule(1, [new CostBenchmark("NOK", 3, "A test", 2026)], new Prior(0.5, 0.25, 0.75)),
    };

    // Only the domain makes models, out of files that are all there; here most of it stays empty.
    private static FitModel Blank() => (FitModel)Activator.CreateInstance(typeof(FitModel), nonPublic: true)!;

    private static ComponentWeights Alike(double weight) => (ComponentWeights)Activator.CreateInstance(
        typeof(ComponentWeights),
        BindingFlags.NonPublic | BindingFlags.Instance,
        binder: null,
        [Enumerable.Repeat(weight, FitComponents.Count).ToArray()],
        culture: null)!;
}
