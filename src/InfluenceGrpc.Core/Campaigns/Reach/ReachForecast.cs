namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>What a set of creators does for a campaign, each with one deliverable. Made by <see cref="ReachForecaster"/>.</summary>
public sealed class ReachForecast
{
    // Where it may well be that nobody is reached, what one costs has no upper end: this many times the figure takes its place.
    private const double MostTimes = 1000;

    private readonly SetFigures figures;
    private readonly double universe;
    private readonly Estimate?[] estimates;
    private readonly Dictionary<string, Doubt> doubtsBySource;

    internal ReachForecast(SetFigures figures, IReadOnlyList<Doubt> doubts, double universe)
    {
        this.figures = figures;
        this.universe = universe;
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
        ? EndsOf(doubt, figure)
        : (figures[figure], figures[figure]);

    // Only frequency may be there, and not at an end: nobody is left to be reached. It is 1 then on the way there, and as it stands.
    private (double Low, double High) EndsOf(Doubt doubt, SetFigure figure) =>
        (double.IsNaN(doubt.Low[figure]) ? figures[figure] : doubt.Low[figure],
            double.IsNaN(doubt.High[figure]) ? figures[figure] : doubt.High[figure]);

    private Estimate? EstimateOf(SetFigure figure) => (figure, double.IsNaN(figures[figure])) switch
    {
        (_, true) => null,
        (SetFigure.CostPerThousandReached, _) => CostOf(figure, MovedEstimateOf(SetFigure.NetInTargetReach)),
        (SetFigure.CostPerInTargetEngagement, _) => CostOf(figure, MovedEstimateOf(SetFigure.InTargetEngagements)),
        _ => MovedEstimateOf(figure),
    };

    // The cost itself is certain: what it is divided by alone moves it.
    private Estimate CostOf(SetFigure figure, Estimate bought)
    {
        var value = figures[figure];
        var times = bought.Lower > 0 ? Math.Min(MostTimes, bought.Value / bought.Lower) : MostTimes;
        return new Estimate(value, value * (bought.Value / bought.Upper), value * times);
    }

    // Each doubt moves a figure by itself; all of them add up as the root of the sum of their squares.
    private Estimate MovedEstimateOf(SetFigure figure)
    {
        var value = figures[figure];
        var (downSquared, upSquared) = (0.0, 0.0);
        foreach (var doubt in Doubts)
        {
            var (low, high) = EndsOf(doubt, figure);
            var down = Math.Max(0, value - Math.Min(low, high));
            var up = Math.Max(0, Math.Max(low, high) - value);
            downSquared += down * down;
            upSquared += up * up;
        }

        var (least, most) = figure switch
        {
            SetFigure.Frequency => (1, double.PositiveInfinity),
            SetFigure.NetInTargetReach or SetFigure.CredibleReach => (0, universe),
            _ => (0, double.PositiveInfinity),
        };
        return new Estimate(
            value, Math.Max(least, value - Math.Sqrt(downSquared)), Math.Min(most, value + Math.Sqrt(upSquared)));
    }
}
