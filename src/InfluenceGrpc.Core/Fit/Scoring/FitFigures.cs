namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>How well one creator fits a brief, in figures: filled in by <see cref="FitScorer"/>, read, and filled in again for
/// the next creator. Not thread safe.</summary>
public sealed class FitFigures
{
    private readonly ComponentFigure[] components;

    private FlagSet<IneligibilityReason> ineligibilities;
    private FlagSet<CautionFlag> cautions;

    internal FitFigures(IEnumerable<ComponentFigure> components) => this.components = [.. components];

    /// <summary>False where nothing that the brief asks for is known and the brief wants such things left out: there is no score.</summary>
    public bool HasScore { get; internal set; }

    /// <summary>[0, 100].</summary>
    public double Score { get; internal set; }

    /// <summary>Lower end of a nominal 80 % interval, [0, <see cref="Score"/>].</summary>
    public double Lower { get; internal set; }

    /// <summary>Upper end of it, [<see cref="Score"/>, 100].</summary>
    public double Upper { get; internal set; }

    /// <summary>Weight of what is known among the weight of all that the brief asks for, [0, 1].</summary>
    public double Coverage { get; internal set; }

    /// <summary>All components, in the order of their numbers.</summary>
    public ReadOnlySpan<ComponentFigure> Components => components;

    /// <summary>Constraints that are not met; empty for the eligible.</summary>
    public FlagSet<IneligibilityReason> Ineligibilities => ineligibilities;

    /// <summary>Words of caution.</summary>
    public FlagSet<CautionFlag> Cautions => cautions;

    /// <summary>How much of the audience is wanted; null where the brief asks for no audience, or nothing is known of what it asks
    /// for.</summary>
    public TargetShare? TargetShare { get; internal set; }

    /// <summary>What is known of the engagement.</summary>
    public EngagementFigure Engagement { get; internal set; }

    /// <summary>One component.</summary>
    public ComponentFigure this[FitComponent component] => components[component.Place()];

    /// <summary>The share that an engagement is within the target with, [0, 1]: <see cref="TargetShare"/>, the model's usual share
    /// where nothing is known, 1 where no audience is asked for.</summary>
    internal double WantedShare { get; set; } = 1;

    /// <summary>ln(followers), which several steps go by; NaN where they are not known.</summary>
    internal double LogFollowers { get; set; }

    /// <summary>How far the score may lie too high and too low before either end is cut off at 0 and 100, in points.</summary>
    internal (double Down, double Up) Spread { get; set; }

    internal void Note(IneligibilityReason reason) => ineligibilities.Add(reason);

    internal void Note(CautionFlag flag) => cautions.Add(flag);

    /// <summary>Forgets the creator before.</summary>
    internal void Clear()
    {
        ineligibilities = default;
        cautions = default;
        TargetShare = null;
        WantedShare = 1;
        Engagement = default;
        foreach (var component in components)
        {
            component.Filling.Clear();
        }
    }
}
