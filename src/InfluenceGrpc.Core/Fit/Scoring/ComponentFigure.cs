namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>One component of a score.</summary>
public sealed class ComponentFigure
{
    private readonly PartFigure[] parts;

    internal ComponentFigure(FitComponent component, int parts)
    {
        Component = component;
        this.parts = new PartFigure[parts];
    }

    /// <summary>Which.</summary>
    public FitComponent Component { get; }

    /// <summary>How much of it is known.</summary>
    public ComponentStatus Status { get; internal set; }

    /// <summary>[0, 1]; 0 where it is no part of the score.</summary>
    public double Value { get; internal set; }

    /// <summary>Its weight among those of all components that are part of the score, [0, 1]; 0 where it is no part.</summary>
    public double Weight { get; internal set; }

    /// <summary>Points it adds, 100·weight·value.</summary>
    public double Contribution { get; internal set; }

    /// <summary>Weight of the parts that are known among all of its parts, [0, 1].</summary>
    public double KnownShare { get; internal set; }

    /// <summary>What it is made of, in the order in which the model names them. What is not known holds the prior's mean.</summary>
    public ReadOnlySpan<PartFigure> Parts => parts;

    /// <summary>Whether it is part of the score.</summary>
    public bool Counts => Status is not (ComponentStatus.NotAsked or ComponentStatus.Excluded);

    /// <summary>The value that it has, or would have, with <see cref="MissingPolicy.Neutral"/>, [0, 1].</summary>
    internal double NeutralValue { get; set; }

    /// <summary>Sums of squares of how far its parts move it down and up.</summary>
    internal double DownSquared { get; set; }

    /// <inheritdoc cref="DownSquared"/>
    internal double UpSquared { get; set; }

    /// <summary>The parts, to be filled in.</summary>
    internal Span<PartFigure> Filling => parts;
}
