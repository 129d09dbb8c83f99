using FsCheck;
using FsCheck.Fluent;
using Influence.V1;

namespace InfluenceGrpc.Client.Tests.Columns;

/// <summary>Draws follower counts as clients may give them, and what else is in a chunk.</summary>
internal static class AnyCounts
{
    // Around the bounds of each length on the wire, and of the contract.
    private static readonly ulong[] Edges =
    [
        0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 268_435_455, 268_435_456, 10_000_000_000, (1UL << 35) - 1, 1UL << 35, 1UL << 63,
        ulong.MaxValue - 1,
    ];

    public static Gen<ulong[]> Blocks { get; } =
        from length in Gen.Choose(0, 100)
        from counts in Gen.Frequency((6, Gen.Choose(0, int.MaxValue).Select(i => (ulong)i)), (2, Gen.Elements(Edges)), (1, Gen.Constant(FollowerCounts.Missing)))
            .ArrayOf(length)
        select counts;

    /// <summary>Far fewer than a chunk may have.</summary>
    public static Gen<ulong[][]> Lists { get; } = from blocks in Gen.Choose(0, 8) from drawn in Blocks.ArrayOf(blocks) select drawn;

    public static Gen<Platform> Platforms { get; } = Gen.Elements(Platform.Unspecified, Platform.Instagram, (Platform)300, (Platform)(-1));

    public static void Check<T>(Gen<T> gen, Action<T> holds) => Prop.ForAll(gen.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    /// <summary>The message that a chunk of such counts is.</summary>
    public static StreamClassifyTiersRequest Message(ulong sequence, IEnumerable<ulong> counts, Platform platform)
    {
        var columns = new FollowerColumns { Platform = platform };
        foreach (var count in counts)
        {
            if (count == FollowerCounts.Missing)
            {
                columns.Missing.Add((uint)columns.Followers.Count);
            }

            columns.Followers.Add(count == FollowerCounts.Missing ? 0 : count);
        }

        return new() { Chunk = new() { Sequence = sequence, Items = new() { Followers = columns } } };
    }
}
