using FsCheck;
using FsCheck.Fluent;
using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Tests.Campaigns.Reach;

/// <summary>People, some of whom follow each creator: overlaps that can be true together, all pairs of them known.</summary>
internal sealed record Followers(Universe Universe, CreatorReach[] Creators, AudienceOverlaps Overlaps)
{
    private const int People = 200;

    // Interests lie on a line; who is near a creator's follows it, some of them by chance.
    private static readonly Gen<ulong[]> Audience =
        from centre in Gen.Choose(0, People - 1)
        from width in Gen.Choose(1, 99)
        from dice in Gen.Choose(0, 2).ArrayOf(People)
        select Enumerable.Range(0, People).Aggregate(
            new ulong[(People + 63) / 64],
            (bits, person) =>
            {
                bits[person / 64] |= person == centre || (Math.Abs(person - centre) < width && dice[person] > 0) ? 1UL << (person % 64) : 0;
                return bits;
            });

    /// <summary>Sets of 3 to 7 creators, who reach all of their followers, or a share of them.</summary>
    public static readonly Gen<Followers> Any =
        from count in Gen.Choose(3, 7)
        from audiences in Audience.ArrayOf(count)
        from rate in Gen.Elements(1, 0.6, 0.2)
        select Of(audiences, rate);

    /// <summary>Net reach of the set without one of its creators; of the whole set for none.</summary>
    public double NetWithout(int? creator) => Sets.Net(Universe, Overlaps, [.. Creators.Where((_, i) => i != creator)]);

    /// <summary>For the message of a property that does not hold.</summary>
    public override string ToString() => string.Join('\n',
        Creators.Select((one, i) => $"{one.CreatorId} {one.People:R}: {string.Join(' ', Creators[(i + 1)..].Select(other => Overlaps.ShareOfSmaller(one.CreatorId, other.CreatorId)))}"));

    private static Followers Of(ulong[][] audiences, double rate)
    {
        var creators = audiences.Select((bits, i) => Sets.Creator($"c{i}", Count(bits) * rate, Count(bits))).ToArray();
        var overlaps = Enumerable.Range(0, audiences.Length)
            .SelectMany(i => Enumerable.Range(i + 1, audiences.Length - i - 1).Select(j => (i, j)))
            .Select(pair => ($"c{pair.i}", $"c{pair.j}", ShareOfSmaller(audiences[pair.i], audiences[pair.j])));
        return new Followers(Sets.Whole(People), creators, Sets.Overlaps([.. overlaps]));
    }

    private static double ShareOfSmaller(ulong[] one, ulong[] other) =>
        Count([.. one.Zip(other, (a, b) => a & b)]) / (double)Math.Min(Count(one), Count(other));

    private static int Count(ulong[] bits) => bits.Sum(System.Numerics.BitOperations.PopCount);
}
