namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Ends a list of candidates better: after one of its beginnings with a single other candidate, if that is worth more.</summary>
/// <remarks>
/// Of a list that is greedy by gain per price, where only the budget B stops a plan, the best ending has at least half of the best value
/// (Yaroslavtsev, Zhou and Avdiukhin 2020). Let o be the dearest of the best set T, and look at beginnings G that cost at most
/// B - price(o). If one of them with o has half of f(T), so has the best ending. Otherwise the others of T add more than f(T)/2 to each
/// such G. They cost at most B - price(o) together and each still fits in, so that whoever is taken next adds more than
/// f(T)/2/(B - price(o)) per unit of currency; and by the time that more than B - price(o) is spent, the list itself has half of f(T).
/// Candidates that are left out because they do not fit in are not of T as long as that goes on, and change nothing.
/// </remarks>
internal sealed class BestEnding
{
    private readonly PlanValue start;
    private readonly PlanRoom room;
    private readonly (PlanCandidate Candidate, double Alone)[] byGain;

    /// <param name="byGain">All candidates with what each adds by itself, those who add most first.</param>
    /// <param name="start">What the must-haves make.</param>
    /// <param name="room">What may be taken beside them.</param>
    public BestEnding((PlanCandidate Candidate, double Alone)[] byGain, PlanValue start, PlanRoom room)
    {
        this.start = start;
        this.room = room;
        this.byGain = byGain;
    }

    /// <summary>The list with its best ending; as it is where none is better.</summary>
    /// <param name="list">In the order in which it was taken.</param>
    public IReadOnlyList<PlanCandidate> Of(IReadOnlyList<PlanCandidate> list)
    {
        var (value, left, there) = (start.Copy(), room, new HashSet<string>(StringComparer.Ordinal));
        var (most, length, last) = (start.ValueWith(list), 0, (PlanCandidate?)null);
        for (var i = 0; i < list.Count; i++)
        {
            foreach (var (candidate, alone) in byGain)
            {
                // Nobody behind this one adds more than it does alone.
                if (value.Value + alone <= most)
                {
                    break;
                }

                if (left.Fits(candidate) && value.Value + value.Gain(candidate) > most && !there.Contains(candidate.Id))
                {
                    (most, length, last) = (value.Value + value.Gain(candidate), i, candidate);
                }
            }

            value.Add(list[i]);
            left = left.After(list[i]);
            there.Add(list[i].Id);
        }

        return last is null ? list : [.. list.Take(length), last];
    }
}
