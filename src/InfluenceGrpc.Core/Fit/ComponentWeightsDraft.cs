namespace InfluenceGrpc.Core.Fit;

/// <summary>Weights as given, unchecked; null where one is not given.</summary>
public sealed record ComponentWeightsDraft
{
    private readonly double?[] weights;

    /// <summary>None is given.</summary>
    public ComponentWeightsDraft() => weights = new double?[FitComponents.Count];

    // What a copy changes, the original keeps.
    private ComponentWeightsDraft(ComponentWeightsDraft original) => weights = [.. original.weights];

    public double? Niche { get => Get(FitComponent.Niche); init => Set(FitComponent.Niche, value); }

    public double? Audience { get => Get(FitComponent.Audience); init => Set(FitComponent.Audience, value); }

    public double? Engagement { get => Get(FitComponent.Engagement); init => Set(FitComponent.Engagement, value); }

    public double? Credibility { get => Get(FitComponent.Credibility); init => Set(FitComponent.Credibility, value); }

    public double? Affinity { get => Get(FitComponent.Affinity); init => Set(FitComponent.Affinity, value); }

    public double? Proximity { get => Get(FitComponent.Proximity); init => Set(FitComponent.Proximity, value); }

    public double? Responsiveness { get => Get(FitComponent.Responsiveness); init => Set(FitComponent.Responsiveness, value); }

    public double? Cost { get => Get(FitComponent.Cost); init => Set(FitComponent.Cost, value); }

    public double? Concentration { get => Get(FitComponent.Concentration); init => Set(FitComponent.Concentration, value); }

    public double? Size { get => Get(FitComponent.Size); init => Set(FitComponent.Size, value); }

    /// <summary>The weight of a component; null where it is not given.</summary>
    public double? Get(FitComponent component) => weights[component.Place()];

    private void Set(FitComponent component, double? weight) => weights[component.Place()] = weight;
}
