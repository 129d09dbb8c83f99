namespace InfluenceGrpc.Client.Tests.Replicas;

/// <summary>Numbers from 0 on, a hundred every 10 ms, until something has happened and a while longer.</summary>
internal sealed class PacedSource(Task happening) : IAsyncEnumerable<int>
{
    private const int Burst = 100;
    private const int BurstsAfter = 30;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    public async IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        using var timer = new PeriodicTimer(Pace);
        var next = 0;
        for (var after = 0; after < BurstsAfter; after += happening.IsCompleted ? 1 : 0)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            for (var i = 0; i < Burst; i++)
            {
                yield return next++;
            }
        }
    }
}
