using System.Threading;

namespace InfluenceGrpc.Core.Fit.Ranking;

/// <summary>
/// Keeps the best of any number of creators, each once: by score descending, then by id byte by byte. Of a creator that is
/// offered more than once the best score counts, and of equal ones the earliest place.
/// </summary>
/// <remarks>
/// A heap with the last of the ranking on top, and a table that finds a creator in it. What is kept only ever gets better, so
/// that whoever is turned away once would be turned away at the end: the outcome does not depend on the order of offers, and
/// a creator that is forgotten needs no remembering. Not thread safe, but for <see cref="MayEnter"/>.
/// </remarks>
public sealed class CreatorRanking
{
    /// <summary>The most creators that a ranking keeps.</summary>
    public const int MaxCount = 10_000;

    private readonly int count;
    private readonly List<RankedCreator> heap = [];
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);

    // Nothing scores less than 0: while there is room, everything may enter.
    private double bar = -1;

    /// <param name="count">How many creators to keep, [1, <see cref="MaxCount"/>].</param>
    public CreatorRanking(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxCount);
        this.count = count;
    }

    /// <summary>How many are kept so far.</summary>
    public int Count => heap.Count;

    /// <summary>The score that a creator must beat, or reach with an id that comes first, to be kept; null while there is room. It
    /// never falls.</summary>
    public double? Threshold => heap.Count == count ? heap[0].Creator.Score : null;

    /// <summary>False where a creator with this score would be turned away whatever its id is: there is no need to make a
    /// <see cref="ScoredCreator"/> of it. Another thread may ask while one offers; it may be told true of a bar that has just
    /// risen.</summary>
    public bool MayEnter(double score) => score >= Volatile.Read(ref bar);

    /// <summary>Offers a creator. Allocates nothing where it is turned away.</summary>
    /// <param name="creator">Whom.</param>
    /// <param name="sequence">The chunk it came in.</param>
    /// <param name="index">Its number in that chunk.</param>
    /// <returns>Whether it is kept for now, here.</returns>
    public bool Offer(ScoredCreator creator, ulong sequence, int index)
    {
        ArgumentNullException.ThrowIfNull(creator);
        var offered = new RankedCreator(creator, sequence, index);
        if (!MayEnter(creator.Score))
        {
            return false;
        }

        var isKept = places.TryGetValue(creator.CreatorId, out var place) ? Improve(place, offered) : Enter(offered);
        if (heap.Count == count)
        {
            Volatile.Write(ref bar, heap[0].Creator.Score);
        }

        return isKept;
    }

    /// <summary>What is kept, the best first.</summary>
    public IReadOnlyList<RankedCreator> ToRanking()
    {
        var ranking = heap.ToArray();
        Array.Sort(ranking, static (a, b) => RankedCreator.Compare(a, b));
        return ranking;
    }

    private bool Improve(int place, in RankedCreator offered)
    {
        if (RankedCreator.Compare(offered, heap[place]) >= 0)
        {
            return false;
        }

        SiftDown(place, offered);
        return true;
    }

    private bool Enter(in RankedCreator offered)
    {
        if (heap.Count < count)
        {
            heap.Add(offered);
            SiftUp(heap.Count - 1, offered);
            return true;
        }

        if (RankedCreator.Compare(offered, heap[0]) >= 0)
        {
            return false;
        }

        places.Remove(heap[0].Creator.CreatorId);
        SiftDown(0, offered);
        return true;
    }

    // Later ones of the ranking are above earlier ones.
    private void SiftUp(int place, in RankedCreator creator)
    {
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (RankedCreator.Compare(creator, heap[parent]) < 0)
            {
                break;
            }

            Put(place, heap[parent]);
            place = parent;
        }

        Put(place, creator);
    }

    private void SiftDown(int place, in RankedCreator creator)
    {
        for (var child = (2 * place) + 1; child < heap.Count; child = (2 * place) + 1)
        {
            if (child + 1 < heap.Count && RankedCreator.Compare(heap[child + 1], heap[child]) > 0)
            {
                child++;
            }

            if (RankedCreator.Compare(creator, heap[child]) > 0)
            {
                break;
            }

            Put(place, heap[child]);
            place = child;
        }

        Put(place, creator);
    }

    private void Put(int place, in RankedCreator creator)
    {
        heap[place] = creator;
        places[creator.Creator.CreatorId] = place;
    }
}
