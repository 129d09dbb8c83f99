namespace InfluenceGrpc.Core.Fit;

/// <summary>A weight for every component, each in [0, 1]; only their proportions matter.</summary>
public sealed class ComponentWeights
{
    private readonly double[] weights;

    /// <summary>Takes the array over: one entry a component, by its place.</summary>
    internal ComponentWeights(double[] weights) => this.weights = weights;

    /// <summary>The weight of a component, [0, 1].</summary>
    public double this[FitComponent component] => weights[component.Place()];
}
