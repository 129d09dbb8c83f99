using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Step 2.1: how similar a creator's topics are to each other, Σ share·share·similarity over all pairs.</summary>
/// <remarks>
/// Summed prefix by prefix like <see cref="TopicTarget"/>: with the topics in order of their segments, those that share a
/// prefix stand together, and one walk over them keeps for each level what was seen below the prefix at hand, by depth.
/// A profile may have 1,000 topics; pairs would be half a million.
/// </remarks>
internal static class TopicSelfSimilarity
{
    private const int MaxDepth = ProfileLimits.MaxTopicDepth;

    /// <summary>The sum; above 0 where a share is.</summary>
    public static double Of(Distribution topics)
    {
        Span<int> order = stackalloc int[topics.Count];
        SortBySegments(topics.Keys, order);

        // Share by level of the prefix at hand and by depth of the topic.
        Span<double> below = stackalloc double[MaxDepth * MaxDepth];
        below.Clear();
        var sum = 0.0;
        var open = 0;
        var previous = "";
        foreach (var place in order)
        {
            var topic = topics.Keys[place];
            var (common, depth) = Compare(previous, topic);
            sum += Close(below, common, open);
            for (var level = 0; level < depth; level++)
            {
                below[(level * MaxDepth) + depth - 1] += topics.Shares[place];
            }

            open = depth;
            previous = topic;
        }

        return sum + Close(below, 0, open);
    }

    private static double Close(Span<double> below, int from, int to)
    {
        var sum = 0.0;
        for (var level = from; level < to; level++)
        {
            var shares = below.Slice(level * MaxDepth, MaxDepth);
            for (var a = level; a < MaxDepth; a++)
            {
                for (var b = level; b < MaxDepth && shares[a] > 0; b++)
                {
                    sum += shares[a] * shares[b] * 2 / (a + b + 2);
                }
            }

            shares.Clear();
        }

        return sum;
    }

    /// <summary>How many segments both begin with, and how many the second has.</summary>
    private static (int Common, int Depth) Compare(ReadOnlySpan<char> previous, ReadOnlySpan<char> topic)
    {
        var same = previous.CommonPrefixLength(topic);
        var common = topic[..same].Count('/');

        // The segment at which they part is shared where it ends there in both.
        var endsHere = same > 0 && (same == topic.Length || topic[same] == '/') && (same == previous.Length || previous[same] == '/');
        return (endsHere ? common + 1 : common, topic.Count('/') + 1);
    }

    // Nearly in order already: only '-', '.', '+' and '&' come before the slash. By insertion, each place found by halves: it
    // takes no memory, and in the worst case moves numbers but compares few paths.
    private static void SortBySegments(ReadOnlySpan<string> topics, Span<int> order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            var at = i == 0 || !IsBefore(topics[i], topics[order[i - 1]]) ? i : PlaceOf(topics[i], topics, order[..i]);
            order[at..i].CopyTo(order[(at + 1)..]);
            order[at] = i;
        }
    }

    private static int PlaceOf(string topic, ReadOnlySpan<string> topics, ReadOnlySpan<int> ordered)
    {
        var (low, high) = (0, ordered.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = IsBefore(topic, topics[ordered[middle]]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static bool IsBefore(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var same = a.CommonPrefixLength(b);
        return same == a.Length || same == b.Length ? a.Length < b.Length : Rank(a[same]) < Rank(b[same]);
    }

    private static int Rank(char c) => c == '/' ? 0 : c;
}
