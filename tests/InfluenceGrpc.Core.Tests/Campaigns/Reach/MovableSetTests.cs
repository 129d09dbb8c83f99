using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Tests.Campaigns.Reach;

/// <summary>What is kept from one question to the next must not be what was true of the one before.</summary>
public sealed class MovableSetTests
{
    private const double Rounding = 1e-9;

    private static readonly Config Hundreds = Config.QuickThrowOnFailure.WithMaxTest(400);

    private static readonly Gen<(AnySet Set, int First, double Factor, double Share)> Moves =
        from set in AnySet.Any
        where set.Creators.Length is >= 4 and <= 8
        from first in Gen.Choose(0, set.Creators.Length - 1)
        from factor in Gen.Elements(0.0, 0.3, 1.7, 12)
        from share in Gen.Elements(0.0, 0.25, 0.8, 1)
        select (set, first, factor, share);

    [Fact]
    public void WithMoved_EachCreatorInTurn_IsAsOfASetThatIsMadeSo() => Prop.ForAll(Moves.ToArbitrary(), move =>
    {
        var moved = SetOf(move.Set, move.Set.Creators);
        return Enumerable.Range(0, move.Set.Creators.Length).All(step =>
        {
            var i = (move.First + step) % move.Set.Creators.Length;
            var creator = move.Set.Creators[i];
            return Same(moved.WithPeople(i, move.Factor), Made(move.Set, i, creator.With(people: creator.People * move.Factor)))
                && Same(moved.WithShare(i, move.Share), Made(move.Set, i, creator.With(share: new Estimate(move.Share, move.Share, move.Share))))
                && Same(moved.WithEngagements(i, move.Factor), Made(move.Set, i, creator.With(engagements: creator.Engagements * move.Factor)))
                && Same(moved.WithNiche(0.2), SetOf(move.Set, move.Set.Creators).Figures(0.2))
                && Same(moved.Figures(), SetOf(move.Set, move.Set.Creators).Figures());
        });
    }).Check(Hundreds);

    [Fact]
    public void WithCurve_SomeTellTheirReach_IsAsOfASetThatIsMadeSo() => Prop.ForAll(Moves.ToArbitrary(), move => Same(
        SetOf(move.Set, move.Set.Creators).WithCurve(move.Factor),
        SetOf(move.Set, [.. move.Set.Creators.Select(creator => creator.IsOwn ? creator : creator.With(people: creator.People * move.Factor))]).Figures()))
        .Check(Hundreds);

    private static SetFigures Made(AnySet set, int place, CreatorReach creator) =>
        SetOf(set, [.. set.Creators.Select((each, i) => i == place ? creator : each)]).Figures();

    private static MovableSet SetOf(AnySet set, CreatorReach[] creators) => new(set.Universe, creators, set.Overlaps);

    private static bool Same(SetFigures one, SetFigures other) => Enum.GetValues<SetFigure>().All(figure =>
        double.IsNaN(one[figure])
            ? double.IsNaN(other[figure])
            : Math.Abs(one[figure] - other[figure]) <= (Rounding * Math.Abs(other[figure])) + 1e-300);
}
