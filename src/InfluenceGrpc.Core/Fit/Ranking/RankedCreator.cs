using System.Runtime.InteropServices;
using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Fit.Ranking;

/// <summary>A creator in a ranking, and where it was sent.</summary>
/// <param name="Creator">Whom, and how well it fits.</param>
/// <param name="Sequence">The chunk it came in.</param>
/// <param name="Index">Its number in that chunk, from 0.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RankedCreator(ScoredCreator Creator, ulong Sequence, int Index)
{
    /// <summary>The order of a ranking: below 0 where <paramref name="a"/> comes first. By score descending, then by id, then
    /// by place.</summary>
    internal static int Compare(in RankedCreator a, in RankedCreator b)
    {
        var order = b.Creator.Score.CompareTo(a.Creator.Score);
        if (order == 0)
        {
            order = CreatorIdOrder.Compare(a.Creator.CreatorId, b.Creator.CreatorId);
        }

        if (order == 0)
        {
            order = a.Sequence.CompareTo(b.Sequence);
        }

        return order == 0 ? a.Index.CompareTo(b.Index) : order;
    }
}
