namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>Waits for what comes about by itself.</summary>
internal static class Until
{
    /// <summary>How long anything may take that has no bound of its own.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Asks again and again until the answer is yes.</summary>
    /// <param name="condition">What is asked.</param>
    /// <param name="what">What the failure says was waited for.</param>
    /// <param name="patience">How long; null for <see cref="Patience"/>.</param>
    public static async Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? patience = null)
    {
        using var limit = new CancellationTokenSource(patience ?? Patience);
        using var pause = new PeriodicTimer(Pause);
        try
        {
            while (!await condition().WaitAsync(limit.Token))
            {
                await pause.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            Assert.Fail($"Waited {patience ?? Patience} in vain until {what}.");
        }
    }

    /// <summary>Asks again and again until the answer is yes.</summary>
    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? patience = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, patience);
}
