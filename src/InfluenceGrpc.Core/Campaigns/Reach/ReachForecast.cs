namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>What a set of creators does for a campaign, each with one deliverable. Made by <see cref="ReachForecaster"/>.</summary>
public sealed class ReachForecast
{
    private readonly SetFigures figures;
    private readonly Estimate?[] estimates;
    private readonly Dictionary<string, Doubt> doubtsBySource;

    internal ReachForecast(SetFigures figures, IReadOnlyList<Doubt> doubts)
    {
        this.figures = figures;
        Doubts = doubts;
        doubtsBySource = doubts.ToDictionary(doubt => doubt.Source, StringComparer.Ordinal);
        estimates = new Estimate?[SetFigures.Count];
        for (var i = 0; i < estimates.Length; i++)
        {
            estimates[i] = EstimateOf((SetFigure)i);
        }
    }

    /// <summary>One a creator, in the order of the set; at least one.</summary>
    public required IReadOnlyList<CreatorForecast> Creators { get; init; }

    /// <summary>What net reach was computed by.</summary>
    public required OverlapBasis OverlapBasis { get; init; }

    /// <summary>Sum of the prices; null where one is not known or the brief asks for no cost.</summary>
    public required decimal? Cost { get; init; }

    /// <summary>Contacts with anybody.</summary>
    public Estimate GrossReach => this[SetFigure.GrossReach]!.Value;

    /// <summary>Contacts with people in the target.</summary>
    public Estimate GrossInTargetReach => this[SetFigure.GrossInTargetReach]!.Value;

    /// <summary>Different people in the target.</summary>
    public Estimate NetInTargetReach => this[SetFigure.NetInTargetReach]!.Value;

    /// <summary>The same, each creator's reach multiplied with its credibility.</summary>
    public Estimate CredibleReach => this[SetFigure.CredibleReach]!.Value;

    /// <summary>Contacts per person reached, [1, ∞); null where nobody is.</summary>
    public Estimate? Frequency => this[SetFigure.Frequency];

    /// <summary>Engagements of anybody; null where they cannot be told of a creator.</summary>
    public Estimate? Engagements => this[SetFigure.Engagements];

    /// <summary>Of them, those of people in the target.</summary>
    public Estimate? InTargetEngagements => this[SetFigure.InTargetEngagements];

    /// <summary>1,000 times cost over net reach; null without either.</summary>
    public Estimate? CostPerThousandReached => this[SetFigure.CostPerThousandReached];

    /// <summary>Cost over engagements in the target; null without either.</summary>
    public Estimate? CostPerInTargetEngagement => this[SetFigure.CostPerInTargetEngagement];

    /// <summary>What is not certain.</summary>
    internal IReadOnlyList<Doubt> Doubts { get; }

    internal Estimate? this[SetFigure figure] => estimates[(int)figure];

    /// <summary>A figure with one thing at either end; as it is where that thing is no doubt here.</summary>
    internal (double Low, double High) EndsOf(string source, SetFigure figure) => doubtsBySource.TryGetValue(source, out var doubt)
        ? (doubt.Low[figure], doubt.High[figure])
        : (figures[figure], figures[figure]);

    // Each doubt moves a figure by itself; all of them add up as the root of the sum of their squares.
    private Estimate? EstimateOf(SetFigure figure)
    {
        var value = figures[figure];
        if (double.IsNaN(value))
        {
            return null;
        }

        var (downSquared, upSquared) = (0.0, 0.0);
        foreach (var doubt in Doubts)
        {
            var (low, high) = (doubt.Low[figure], doubt.High[figure]);
            var down = Math.Max(0, value - Math.Min(low, high));
            var up = Math.Max(0, Math.Max(low, high) - value);
            downSquared += down * down;
            upSquared += up * up;
        }

        var least = figure == SetFigure.Frequency ? 1 : 0;
        return new Estimate(value, Math.Max(least, value - Math.Sqrt(downSquared)), value + Math.Sqrt(upSquared));
    }
}
