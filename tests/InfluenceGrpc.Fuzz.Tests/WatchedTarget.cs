using InfluenceGrpc.Fuzzing;

namespace InfluenceGrpc.Fuzz.Tests;

/// <summary>Notes what a target is put to, and what comes of it.</summary>
internal sealed class WatchedTarget(IFuzzTarget inner) : IFuzzTarget
{
    public List<(FuzzInput Input, FuzzVerdict Verdict)> Seen { get; } = [];

    public FuzzInput Draw(Random random) => inner.Draw(random);

    public async Task<FuzzVerdict> TryAsync(FuzzInput input)
    {
        var verdict = await inner.TryAsync(input);
        Seen.Add((input, verdict));
        return verdict;
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
