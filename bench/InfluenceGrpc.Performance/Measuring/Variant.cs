namespace InfluenceGrpc.Performance.Measuring;

/// <summary>Something that is measured in turn with its neighbours.</summary>
/// <param name="Name">What the report calls it; no two have the same.</param>
/// <param name="Server">Process whose CPU is read; 0 for none.</param>
/// <param name="Run">Does it for about as long as is said.</param>
internal sealed record Variant(string Name, int Server, Func<TimeSpan, Task<Counts>> Run)
{
    /// <summary>Processes of Redis whose CPU is read as well.</summary>
    public IReadOnlyList<int> Stores { get; init; } = [];

    /// <summary>Holds the first answers against the rules, before anything is measured; throws where one is wrong.</summary>
    public Func<Task> Verify { get; init; } = () => Task.CompletedTask;

    /// <summary>Whether it takes as long whatever is said, and so is not warmed up by time.</summary>
    public bool IsOnce { get; init; }
}
