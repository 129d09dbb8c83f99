using InfluenceGrpc.Core.Fit.Briefs;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>A brief and a model made ready for scoring many creators. Immutable: any number of threads may score with it.</summary>
public sealed class CompiledBrief
{
    private readonly CompiledComponent[] components;

    /// <summary>Compiles a brief that was checked against this very model.</summary>
    public CompiledBrief(Brief brief, FitModel model)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentNullException.ThrowIfNull(model);
        Brief = brief;
        Model = model;
        Topics = brief.Topics is { } topics ? new TopicTarget(topics) : null;
        Audience = brief.Audience is { } audience ? AudienceTargets.Of(audience) : [];
        Bands = new SizeCurve([.. model.Credibility.Bands.Select(band => (band.Followers, band.High))]);
        Constraints = new Constraints(brief, model);
        components = CompiledComponent.All(brief, model);
        CostReference = brief.Cost is { } cost ? cost.ReferencePerEngagement ?? UsualCost(cost.CurrencyCode) : 0;
        TotalWeight = components.Sum(component => component.Weight);
    }

    /// <summary>What is looked for.</summary>
    public Brief Brief { get; }

    /// <summary>The constants.</summary>
    public FitModel Model { get; }

    /// <summary>All components, in the order of their numbers.</summary>
    internal ReadOnlySpan<CompiledComponent> Components => components;

    /// <summary>Sum of the weights of all components, above 0.</summary>
    internal double TotalWeight { get; }

    /// <summary>Null where niche is not asked for.</summary>
    internal TopicTarget? Topics { get; }

    /// <summary>The dimensions that are asked for, in the order of their numbers.</summary>
    internal IAudienceTarget[] Audience { get; }

    /// <summary>The share of sponsored posts that is accepted, by size.</summary>
    internal SizeCurve Bands { get; }

    /// <summary>What a creator must meet.</summary>
    internal Constraints Constraints { get; }

    /// <summary>What an engagement within the target audience should cost, (0, ∞); 0 where cost is not asked for.</summary>
    internal double CostReference { get; }

    /// <summary>Makes figures for <see cref="FitScorer"/> to fill in.</summary>
    public FitFigures NewFigures() =>
        new(components.Select(component => new ComponentFigure(component.Component, component.Parts.Length)));

    /// <summary>Whether a component has a weight: whether the brief asks for it and gives it one.</summary>
    public bool AsksFor(FitComponent component) => Of(component).Weight > 0;

    /// <summary>What a component is made of, in the order of <see cref="ComponentFigure.Parts"/>; empty for those without parts,
    /// which are their own only one.</summary>
    public ReadOnlySpan<CompiledPart> PartsOf(FitComponent component) => component
        is FitComponent.Audience or FitComponent.Credibility or FitComponent.Affinity or FitComponent.Proximity ? Of(component).Parts : [];

    internal CompiledComponent Of(FitComponent component) => components[component.Place()];

    // The benchmark is about engagements of anybody; of those within the target the usual share is paid for.
    private double UsualCost(string currency)
    {
        var cost = Model.Cost.Benchmarks.First(benchmark => benchmark.CurrencyCode == currency).CostPerEngagement;
        foreach (var dimension in Of(FitComponent.Audience).Parts)
        {
            cost /= dimension.Prior.Mean;
        }

        return cost;
    }
}
