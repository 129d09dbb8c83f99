using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Campaigns.Planning;
using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Tests.Campaigns.Planning;

/// <summary>Draws cases: free and dear creators, equal ones, ones that reach next to nobody, budgets of nothing and for everybody.</summary>
internal static class PlanGen
{
    private static readonly Gen<double> People = Gen.Frequency(
        (6, from digits in Gen.Choose(0, 6) from share in Gen.Choose(1, 100) select Math.Pow(10, digits) * share / 10),
        (1, Gen.Elements(0, 1e-12, 1e-3, 10.0, 1e9)));

    private static readonly Gen<decimal> Price = Gen.Frequency(
        (1, Gen.Elements(0m, 0.1m, 0.2m, 0.3m, 10m)),
        (3, Gen.Choose(1, 100).Select(units => (decimal)units)),
        (1, Gen.Choose(1, 1_000_000).Select(cents => cents / 100m)));

    /// <summary>Cases with everything that may be, few enough candidates for thousands of cases.</summary>
    public static Gen<PlanCase> Any { get; } =
        from count in Gen.Choose(0, 8)
        from objective in Gen.Elements(PlanObjective.NetInTargetReach, PlanObjective.InTargetEngagements, PlanObjective.CredibleReach)
        from segments in Gen.Choose(1, 3)
        from planCase in Of(objective, segments, count, Gen.Choose(0, 2))
        select planCase;

    /// <summary>Cases of one kind.</summary>
    public static Gen<PlanCase> Of(PlanObjective objective, int segments, int count, Gen<int> mustHaveCount) =>
        from digits in Gen.Choose(1, 7)
        from sizes in Gen.Choose(1, 90).ListOf(segments)
        from creators in Creator(segments).ListOf(count)
        from mustHaves in mustHaveCount
        from share in Gen.Choose(0, 100)
        from edge in Gen.Choose(0, 9)
        from most in Gen.Choose(1, count + 2)
        select Case(objective, [.. sizes.Select(size => size * Math.Pow(10, digits))], creators, mustHaves, share / 100m, edge, most);

    /// <summary>The candidates in another order.</summary>
    public static Gen<PlanCase> Shuffled(PlanCase planCase) =>
        Gen.Shuffle(planCase.Candidates.ToArray()).Select(order => planCase with { Candidates = order });

    private static Gen<CreatorReach> Creator(int segments) =>
        from people in People
        from price in Price
        from weights in Gen.Choose(0, 9).ListOf(segments)
        from rate in Gen.Choose(0, 20)
        from credibility in Gen.Choose(0, 10)
        select Plans.Creator("", people, price, Shares(weights), rate == 0 ? null : people * rate / 100, credibility / 10.0);

    private static double[] Shares(List<int> weights) => weights.Sum() == 0
        ? [.. weights.Select(_ => 1.0 / weights.Count)]
        : [.. weights.Select(weight => (double)weight / weights.Sum())];

    private static PlanCase Case(
        PlanObjective objective, double[] people, IList<CreatorReach> drawn, int mustHaves, decimal share, int edge, int most)
    {
        CreatorReach[] creators = [.. drawn.Select((creator, i) => Plans.Creator(
            $"c{i:D2}", creator.People, creator.Price, creator.SegmentShares.ToArray(), creator.Engagements, creator.Credibility))];
        mustHaves = Math.Min(mustHaves, Math.Min(creators.Length, most));
        var cost = creators.Take(mustHaves).Sum(creator => creator.Price!.Value);
        var rest = creators.Skip(mustHaves).Select(creator => creator.Price!.Value).DefaultIfEmpty().ToArray();
        var budget = cost + edge switch
        {
            0 => 0,
            1 => rest.Min(),
            2 => rest.Max(),
            _ => rest.Sum() * share,
        };
        return new PlanCase(
            Plans.Target(people), new PlanGoal(objective, budget, most), creators[..mustHaves], creators[mustHaves..], Capacity: 100);
    }
}
