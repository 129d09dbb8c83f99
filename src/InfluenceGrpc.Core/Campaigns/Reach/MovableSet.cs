namespace InfluenceGrpc.Core.Campaigns.Reach;

/// <summary>A set of creators whose figures can be moved, to see what comes of it. Not thread safe.</summary>
internal sealed class MovableSet
{
    // Fewer people, or engagements, than this are none: what one costs would have no end.
    private const double Nobody = 1e-6;

    private readonly double[] people;
    private readonly double[] shares;
    private readonly double[] engagements;
    private readonly double[] reached;
    private readonly double[] believed;
    private readonly NetReach credible;
    private readonly SetFigures atRest;

    public MovableSet(Universe universe, IReadOnlyList<CreatorReach> creators, AudienceOverlaps overlaps)
    {
        Creators = creators;
        Net = new NetReach(universe, creators, overlaps);
        credible = new NetReach(universe, creators, overlaps);
        people = [.. creators.Select(creator => creator.People)];
        shares = [.. creators.Select(creator => creator.TargetShare.Value)];
        engagements = [.. creators.Select(creator => creator.Engagements ?? double.NaN)];
        reached = new double[creators.Count];
        believed = new double[creators.Count];
        Cost = creators.All(creator => creator.Price is not null) ? creators.Sum(creator => creator.Price!.Value) : null;
        atRest = Figures();
    }

    /// <summary>In order.</summary>
    public IReadOnlyList<CreatorReach> Creators { get; }

    /// <summary>How many different people they reach.</summary>
    public NetReach Net { get; }

    /// <summary>Sum of the prices; null where one is not known.</summary>
    public decimal? Cost { get; }

    /// <summary>The reach of a creator multiplied.</summary>
    public SetFigures WithPeople(int creator, double factor) => WithMoved(people, creator, people[creator] * factor);

    /// <summary>Another share of a creator's audience in the target.</summary>
    public SetFigures WithShare(int creator, double share) => WithMoved(shares, creator, share);

    /// <summary>The engagements of a creator multiplied, which moves nobody's reach.</summary>
    public SetFigures WithEngagements(int creator, double factor)
    {
        var (before, figures) = (engagements[creator], atRest);
        engagements[creator] *= factor;
        SetEngagements(ref figures);
        engagements[creator] = before;
        return figures;
    }

    /// <summary>The reach of all creators multiplied who do not tell it themselves.</summary>
    public SetFigures WithCurve(double factor)
    {
        var before = (double[])people.Clone();
        for (var i = 0; i < people.Length; i++)
        {
            people[i] *= Creators[i].IsOwn ? 1 : factor;
        }

        var figures = Figures();
        before.CopyTo(people, 0);
        return figures;
    }

    /// <summary>All audiences from a share of the target.</summary>
    public SetFigures WithNiche(double share) => Figures(share);

    /// <summary>Step 4: the figures as they stand.</summary>
    /// <param name="niche">The share of the target that audiences come from, (0, 1].</param>
    public SetFigures Figures(double niche = 1)
    {
        var (gross, inTarget) = (0.0, 0.0);
        for (var i = 0; i < people.Length; i++)
        {
            reached[i] = people[i] * shares[i];
            believed[i] = reached[i] * Creators[i].Credibility;
            gross += people[i];
            inTarget += Net.Alone(i, reached[i]);
        }

        var net = Net.Of(reached, niche);
        var figures = default(SetFigures);
        figures[SetFigure.GrossReach] = gross;
        figures[SetFigure.GrossInTargetReach] = inTarget;
        figures[SetFigure.NetInTargetReach] = net;

        // With overlaps the formulas may bring less of more: whoever believes it was reached.
        figures[SetFigure.CredibleReach] = Math.Min(net, credible.Of(believed, niche));
        figures[SetFigure.Frequency] = Ratio(inTarget, net);
        figures[SetFigure.CostPerThousandReached] = Ratio(1000 * (double?)Cost, net);
        SetEngagements(ref figures);
        return figures;
    }

    private void SetEngagements(ref SetFigures figures)
    {
        var wanted = 0.0;
        for (var i = 0; i < engagements.Length; i++)
        {
            wanted += engagements[i] * shares[i];
        }

        figures[SetFigure.Engagements] = engagements.Sum();
        figures[SetFigure.InTargetEngagements] = wanted;
        figures[SetFigure.CostPerInTargetEngagement] = Ratio((double?)Cost, wanted);
    }

    private static double Ratio(double? above, double below) => above is { } known && below >= Nobody ? known / below : double.NaN;

    private SetFigures WithMoved(double[] values, int place, double value)
    {
        var before = values[place];
        values[place] = value;
        var figures = Figures();
        values[place] = before;
        return figures;
    }
}
