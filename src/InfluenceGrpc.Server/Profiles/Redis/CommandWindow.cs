namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>Runs the commands of one call, some at a time.</summary>
internal static class CommandWindow
{
    // Enough to keep Redis busy over a network; few enough that another call's command waits for milliseconds.
    private const int Width = 16;

    /// <summary>Runs all; once one is cancelled, no further one begins.</summary>
    /// <param name="groups">What to run.</param>
    /// <param name="run">Runs one; throws only when the call is cancelled.</param>
    public static async Task RunAsync(IReadOnlyList<KeyGroup> groups, Func<KeyGroup, Task> run)
    {
        if (groups.Count <= 1)
        {
            await (groups.Count == 1 ? run(groups[0]) : Task.CompletedTask);
            return;
        }

        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Width, groups.Count)).Select(_ => TakeAsync()));

        async Task TakeAsync()
        {
            for (int mine; (mine = Interlocked.Increment(ref next)) < groups.Count;)
            {
                await run(groups[mine]);
            }
        }
    }
}
