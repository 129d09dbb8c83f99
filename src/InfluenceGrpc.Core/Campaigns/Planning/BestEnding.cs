namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>Ends a list of candidates better: after one of its beginnings with a single other candidate, if that is worth more.</summary>
/// <remarks>
/// Of a list that is greedy by gain per price, where only the budget B stops a plan, the best ending has at least half of the best value
/// (Yaroslavtsev, Zhou and Avdiukhin 2020). Let o be the dearest of the best set T, and look at beginnings G that cost at most
/// B - price(o). If one of them with o has half of f(T), so has the best ending. Otherwise the others of T add more than f(T)/2 to each
/// such G. They cost at most B - price(o) together and each still fits in, so that whoever is taken next adds more than
/// f(T)/2/(B - price(o)) per unit of currency; and by the time that more than B - price(o) is spent, the list itself has half of f(T).
/// Candidates that are left out because they do not fit in are not of T as long as that goes on, and change nothing.
/// A gain is computed anew only where the one of before would still make it worth more than the best so far: at worst, creators times
/// candidates times segments.
/// </remarks>
internal sealed class BestEnding
{
    private readonly PlanValue start;
    private readonly PlanRoom room;
    private readonly PlanWork work;
    private readonly (PlanCandidate Candidate, double Alone)[] byGain;

    /// <param name="byGain">All candidates with what each adds by itself, those who add most first.</param>
    /// <param name="start">What the must-haves make.</param>
    /// <param name="room">What may be taken beside them.</param>
    /// <param name="work">How much may be done.</param>
    public BestEnding((PlanCandidate Candidate, double Alone)[] byGain, PlanValue start, PlanRoom room, PlanWork work)
    {
        this.start = start;
        this.room = room;
        this.work = work;
        this.byGain = byGain;
    }

    /// <summary>The list with its best ending; as it is where none is better.</summary>
    /// <param name="list">In the order in which it was taken.</param>
    /// <param name="atLeast">How much is to be found before it stops because the work is spent: 0 to stop at once.</param>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public IReadOnlyList<PlanCandidate> Of(IReadOnlyList<PlanCandidate> list, double atLeast)
    {
        var (value, left, there) = (start.Copy(), room, new HashSet<string>(StringComparer.Ordinal));
        var (most, length, last) = (start.ValueWith(list), 0, (PlanCandidate?)null);
        double[] bounds = [.. byGain.Select(pair => pair.Alone)];
        for (var i = 0; i < list.Count && (most < atLeast || !work.IsSpent); i++)
        {
            work.ThrowIfCancelled();
            if (BestBehind(value, left, there, bounds, most) is { } better)
            {
                (last, most, length) = (better.Candidate, better.Value, i);
            }

            value.Add(list[i]);
            left = left.After(list[i]);
            there.Add(list[i].Id);
        }

        return last is null ? list : [.. list.Take(length), last];
    }

    // Who makes a beginning worth more than the most so far.
    private (PlanCandidate Candidate, double Value)? BestBehind(
        PlanValue value, PlanRoom left, HashSet<string> there, double[] bounds, double most)
    {
        var (best, i) = ((PlanCandidate?)null, 0);

        // Nobody behind adds more than it does alone.
        for (; i < byGain.Length && value.Value + byGain[i].Alone > most; i++)
        {
            if (value.Value + bounds[i] <= most)
            {
                continue;
            }

            var candidate = byGain[i].Candidate;
            work.SpendOnGains(1, candidate.Parts.Length);
            bounds[i] = left.Fits(candidate) && !there.Contains(candidate.Id) ? value.Gain(candidate) : double.NegativeInfinity;
            if (value.Value + bounds[i] > most)
            {
                (best, most) = (candidate, value.Value + bounds[i]);
            }
        }

        work.SpendOnPassing(i);
        return best is null ? null : (best, most);
    }
}
