namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>A part of a component as a profile tells it, or does not.</summary>
public struct PartFigure
{
    /// <summary>Whether the profile tells it.</summary>
    public bool Known { get; internal set; }

    /// <summary>In [0, 1]; what the profile tells where <see cref="Known"/>, else what takes its place: see
    /// <see cref="ComponentFigure"/>.</summary>
    public double Value { get; internal set; }

    /// <summary>How far below the true value may lie, nominal 80 %, [0, 1].</summary>
    public double Down { get; internal set; }

    /// <summary>How far above the true value may lie, nominal 80 %, [0, 1].</summary>
    public double Up { get; internal set; }
}
