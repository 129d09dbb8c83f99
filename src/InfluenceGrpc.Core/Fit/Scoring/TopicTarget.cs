using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Briefs;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Step 2.1: the soft cosine of a brief's topics and a creator's.</summary>
/// <remarks>
/// Two paths are as similar as 2·depth(common prefix)/(depth a + depth b): the Dice coefficient of their sets of prefixes,
/// which is positive semidefinite, so that the cosine stays within [0, 1]. Since depth(common prefix) counts the
/// prefixes that both have, every sum over pairs becomes a sum over prefixes: of the brief they are laid out at once,
/// with what each adds to a path of each depth. A creator's topic then costs a search a prefix, however many topics
/// the brief has.
/// </remarks>
internal sealed class TopicTarget
{
    private const int MaxDepth = ProfileLimits.MaxTopicDepth;

    private readonly string[] prefixes;

    // By prefix and by depth of the other path less 1.
    private readonly double[] additions;
    private readonly double selfSimilarity;

    public TopicTarget(WeightTable topics)
    {
        // Only proportions matter, and weights near the least number there is would lose theirs when multiplied.
        var largest = 0.0;
        foreach (var weight in topics.Weights)
        {
            largest = Math.Max(largest, weight);
        }

        var byPrefix = new SortedDictionary<string, double[]>(StringComparer.Ordinal);
        for (var i = 0; i < topics.Count; i++)
        {
            NotePrefixes(topics.Keys[i], topics.Weights[i] / largest, byPrefix);
        }

        prefixes = [.. byPrefix.Keys];
        additions = [.. byPrefix.Values.SelectMany(Additions)];
        for (var i = 0; i < topics.Count; i++)
        {
            selfSimilarity += topics.Weights[i] / largest * SimilarityOf(topics.Keys[i]);
        }
    }

    /// <summary>The soft cosine, [0, 1].</summary>
    public double Cosine(Distribution topics)
    {
        var (product, listed) = (0.0, 0.0);
        for (var i = 0; i < topics.Count; i++)
        {
            product += topics.Shares[i] * SimilarityOf(topics.Keys[i]);
            listed += topics.Shares[i];
        }

        // What is left unlisted is about something else, all of it about one thing: leaving out must not pay. Shares that are
        // all 0 are like nothing.
        var rest = Math.Max(0, 1 - listed);
        return product == 0 ? 0 : Math.Min(1, product / Math.Sqrt((topics.SelfSimilarity(TopicSelfSimilarity.Of) + (rest * rest)) * selfSimilarity));
    }

    private static void NotePrefixes(string topic, double weight, SortedDictionary<string, double[]> byPrefix)
    {
        var depth = DepthOf(topic);
        for (var end = NextEnd(topic, 0); ; end = NextEnd(topic, end + 1))
        {
            var prefix = topic[..end];
            if (!byPrefix.TryGetValue(prefix, out var byDepth))
            {
                byPrefix[prefix] = byDepth = new double[MaxDepth];
            }

            byDepth[depth - 1] += weight;
            if (end == topic.Length)
            {
                return;
            }
        }
    }

    private static double[] Additions(double[] weightByDepth)
    {
        var sums = new double[MaxDepth];
        for (var depth = 1; depth <= MaxDepth; depth++)
        {
            for (var mine = 1; mine <= MaxDepth; mine++)
            {
                sums[depth - 1] += weightByDepth[mine - 1] * 2 / (depth + mine);
            }
        }

        return sums;
    }

    // Σ weight·similarity over the brief's topics.
    private double SimilarityOf(string topic)
    {
        var depth = DepthOf(topic);
        var sum = 0.0;
        for (var end = NextEnd(topic, 0); ; end = NextEnd(topic, end + 1))
        {
            var place = Find(topic.AsSpan(0, end));
            if (place < 0)
            {
                return sum;
            }

            sum += additions[(place * MaxDepth) + depth - 1];
            if (end == topic.Length)
            {
                return sum;
            }
        }
    }

    private int Find(ReadOnlySpan<char> prefix)
    {
        var (low, high) = (0, prefixes.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = prefixes[middle].AsSpan().SequenceCompareTo(prefix);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private static int DepthOf(string topic) => topic.AsSpan().Count('/') + 1;

    private static int NextEnd(string topic, int start)
    {
        var slash = topic.AsSpan(start).IndexOf('/');
        return slash < 0 ? topic.Length : start + slash;
    }
}
