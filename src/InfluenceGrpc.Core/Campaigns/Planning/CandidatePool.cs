using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Keeps candidates: all of them up to a capacity, and beyond it those that add most by themselves, or most for their price,
/// with sieves that have seen everybody. Memory is bounded: at most as many as that, and those in the sieves.</summary>
/// <remarks>The capacity may be below the most creators: what is certain then rests on the sieves alone.</remarks>
/// <param name="start">What the must-haves make.</param>
/// <param name="room">What may be taken beside them.</param>
/// <param name="capacity">Most candidates kept, at least 4.</param>
internal sealed class CandidatePool(PlanValue start, PlanRoom room, int capacity)
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private List<PlanCandidate> kept = [];

    /// <summary>Those that are kept, in the order in which they came.</summary>
    public IReadOnlyList<PlanCandidate> Kept => kept;

    /// <summary>Sieves that have seen everybody; null as long as everybody is kept.</summary>
    public SieveRow? Sieves { get; private set; }

    /// <summary>Who was given up, in figures that bound what they could have added.</summary>
    public LostCandidates Lost { get; } = new();

    /// <summary>Whether a creator with this id is kept.</summary>
    public bool Holds(string creatorId) => ids.Contains(creatorId);

    /// <summary>Takes a candidate that fits in and adds something; false where it is kept already. One that was given up and comes
    /// again is taken again: who was given up is not remembered.</summary>
    public bool Add(PlanCandidate candidate)
    {
        if (!ids.Add(candidate.Id))
        {
            return false;
        }

        if (kept.Count == capacity)
        {
            GiveUpHalf();
        }

        kept.Add(candidate);
        Sieves?.Offer(candidate);
        return true;
    }

    // A quarter by what they add, a quarter by what they add for their price.
    private void GiveUpHalf()
    {
        if (Sieves is null)
        {
            Sieves = new SieveRow(start, room);
            kept.ForEach(Sieves.Offer);
        }

        var staying = new HashSet<PlanCandidate>(ReferenceEqualityComparer.Instance);
        foreach (var ranking in (Func<PlanCandidate, double>[])[start.Gain, candidate => start.Gain(candidate) / (double)candidate.Price])
        {
            foreach (var candidate in kept
                .Where(candidate => !staying.Contains(candidate))
                .Select(candidate => (Candidate: candidate, Rank: ranking(candidate)))
                .OrderByDescending(ranked => ranked.Rank)
                .ThenBy(ranked => ranked.Candidate.Id, Comparer<string>.Create(CreatorIdOrder.Compare))
                .Take(capacity / 4)
                .Select(ranked => ranked.Candidate)
                .ToList())
            {
                staying.Add(candidate);
            }
        }

        foreach (var candidate in kept)
        {
            if (!staying.Contains(candidate))
            {
                ids.Remove(candidate.Id);
                Lost.Add(start.Gain(candidate), (double)candidate.Price);
            }
        }

        kept = [.. kept.Where(staying.Contains)];
    }
}
