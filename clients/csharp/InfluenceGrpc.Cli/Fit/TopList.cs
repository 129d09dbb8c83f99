using System.Text;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>
/// The best creators so far, as the server ranks them: by score, and of the same score the smaller id, byte by byte, first.
/// </summary>
internal sealed class TopList(int count)
{
    private readonly SortedSet<(TopCreator Creator, long Seen)> kept = new(Comparer<(TopCreator Creator, long Seen)>.Create(Compare));
    private long seen;

    public IReadOnlyList<TopCreator> Creators => [.. kept.Select(one => one.Creator)];

    /// <summary>Whether a creator with this score may get in.</summary>
    public bool MayEnter(double score) => count > 0 && (kept.Count < count || score >= kept.Max.Creator.Score);

    public void Add(TopCreator creator)
    {
        kept.Add((creator, seen++));
        if (kept.Count > count)
        {
            kept.Remove(kept.Max);
        }
    }

    private static int Compare((TopCreator Creator, long Seen) x, (TopCreator Creator, long Seen) y)
    {
        var byScore = y.Creator.Score.CompareTo(x.Creator.Score);
        var byId = byScore != 0 ? byScore : Encoding.UTF8.GetBytes(x.Creator.Id).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y.Creator.Id));
        return byId != 0 ? byId : x.Seen.CompareTo(y.Seen);
    }
}
