namespace InfluenceGrpc.Server.Profiles;

/// <summary>Keeps something of each answer.</summary>
/// <typeparam name="T">What.</typeparam>
/// <param name="ids">Who is looked up.</param>
/// <param name="take">Takes out of the answer for an id what is kept.</param>
internal sealed class ProfileArray<T>(CreatorIdList ids, Func<string, ProfileAnswer, T> take) : IProfileTaker
{
    /// <summary>What was kept, one an id, in order.</summary>
    public T[] Taken { get; } = new T[ids.Count];

    // What is taken is seen by whoever asked, later.
    public bool TakesWhole => false;

    public void Take(int item, in ProfileAnswer answer) => Taken[item] = take(ids.Text(item), answer);

    public void Repeat(int item, int other) => Taken[item] = Taken[other];
}
