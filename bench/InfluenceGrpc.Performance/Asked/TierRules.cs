using Influence.V1;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Performance.Asked;

/// <summary>What answers about tiers have to be, by the scheme that answers where none is named.</summary>
internal static class TierRules
{
    private static readonly FollowerBands Bands = BuiltInTierSchemes.Default.Bands!;

    /// <summary>Where its tiers begin: what peers are told, which count how many of these a creator has reached.</summary>
    public static IReadOnlyList<ulong> Bounds { get; } = [.. Bands.Edges];

    /// <summary>The position of the tier of a follower count.</summary>
    public static uint OrdinalOf(ulong followers) => Bands.Classify(followers);

    /// <summary>Holds the answer to a chunk against them.</summary>
    /// <exception cref="InvalidOperationException">It is wrong.</exception>
    public static void JudgeChunk(IReadOnlyList<byte[]> messages, IReadOnlyList<ulong> followers)
    {
        var result = StreamClassifyTiersResponse.Parser.ParseFrom(messages.Single()).Result;
        if (result.Status is { } refusal)
        {
            throw new InvalidOperationException($"The chunk was refused: {refusal.Message}");
        }

        if (result.Tiers.Errors.FirstOrDefault() is { } errors)
        {
            throw new InvalidOperationException($"{errors.Indexes.Count} items failed: {errors.Status.Message}");
        }

        if (result.Tiers.ItemCount != followers.Count || result.Tiers.Columns.Count != 1)
        {
            throw new InvalidOperationException($"{result.Tiers.ItemCount} items and {result.Tiers.Columns.Count} columns answer {followers.Count} items.");
        }

        JudgeOrdinals(result.Tiers.Columns[0].Ordinals, followers);
    }

    /// <summary>Holds ordinals against them.</summary>
    /// <exception cref="InvalidOperationException">One is wrong.</exception>
    public static void JudgeOrdinals(IReadOnlyList<uint> ordinals, IReadOnlyList<ulong> followers)
    {
        if (!ordinals.SequenceEqual(followers.Select(OrdinalOf)))
        {
            throw new InvalidOperationException("The tiers are not those of the rules.");
        }
    }
}
