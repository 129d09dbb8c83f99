using System.Runtime.CompilerServices;

namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>One value a <see cref="SetFigure"/>; NaN where there is none.</summary>
[InlineArray(Count)]
internal struct SetFigures
{
    /// <summary>How many figures there are.</summary>
    public const int Count = (int)SetFigure.CostPerInTargetEngagement + 1;

    private double first;

    public double this[SetFigure figure]
    {
        readonly get => this[(int)figure];
        set => this[(int)figure] = value;
    }
}
