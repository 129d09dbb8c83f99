using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Scores creators that were sent as ids, as they are found.</summary>
/// <typeparam name="T">What is kept of a score.</typeparam>
/// <param name="ids">The ids.</param>
/// <param name="scorer">Scores them.</param>
internal sealed class FitIdsReader<T>(CreatorIdList ids, FitItemScorer<T> scorer) : IProfileTaker
    where T : struct
{
    /// <summary>What became of them, in order.</summary>
    public FitItem<T>[] Items { get; } = new FitItem<T>[ids.Count];

    public bool TakesWhole => true;

    public void Take(int item, in ProfileAnswer answer) => Items[item] = scorer.Score(ids, item, answer);

    public void Repeat(int item, int other) => Items[item] = Items[other];
}
