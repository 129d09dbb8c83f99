namespace InfluenceGrpc.Load;

/// <summary>A replica's process, from its start to its end.</summary>
/// <param name="replica">Which replica, from 1.</param>
/// <param name="number">Which of its processes, from 1.</param>
internal sealed class ReplicaLife(int replica, int number)
{
    // A shorter one is all warming up, and shows no more than that everything runs.
    private static readonly TimeSpan ShortestThatTells = TimeSpan.FromMinutes(3);

    // The near cache fills and code is compiled in the first third; what grows after that goes on growing.
    private const double MostGrowth = 1.15;
    private const int MostMoreHandles = 16;

    /// <summary>Which replica, from 1.</summary>
    public int Replica => replica;

    /// <summary>What people call it.</summary>
    public string Name => number == 1 ? $"replica {replica}" : $"replica {replica}, started again";

    /// <summary>Taken every second while it served.</summary>
    public List<ServerSample> Samples { get; } = [];

    /// <summary>How long it was watched.</summary>
    public TimeSpan Duration => Samples.Count == 0 ? TimeSpan.Zero : Samples[^1].At - Samples[0].At;

    /// <summary>Whether it was long enough for memory to be judged.</summary>
    public bool Tells => Duration >= ShortestThatTells;

    /// <summary>Resident memory in the last third of its time as a share of that in the second; NaN where it was too short for thirds.</summary>
    public double Growth
    {
        get
        {
            var (middle, last) = (Third(1), Third(2));
            return middle.Length == 0 || last.Length == 0
                ? double.NaN
                : last.Average(sample => sample.ResidentBytes) / middle.Average(sample => sample.ResidentBytes);
        }
    }

    /// <summary>Its share of one core.</summary>
    public double Cores => Duration == TimeSpan.Zero ? 0 : (Samples[^1].CpuNanoseconds - Samples[0].CpuNanoseconds) / Duration.TotalNanoseconds;

    /// <summary>What grew that should not have.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Tells)
        {
            yield break;
        }

        if (!(Growth <= MostGrowth))
        {
            yield return $"{Name}: memory grew by {Text.Of($"{Growth - 1:P0}")} from the second third of its time to the last";
        }

        if (Third(2).Max(sample => sample.Handles) - Third(1).Max(sample => sample.Handles) is > MostMoreHandles and var more)
        {
            yield return $"{Name}: {more} more files and sockets were open in the last third of its time than in the second";
        }
    }

    private ServerSample[] Third(int number)
    {
        var (third, begin) = (Duration / 3, Samples.Count == 0 ? TimeSpan.Zero : Samples[0].At);
        return [.. Samples.Where(sample => sample.At >= begin + (third * number) && sample.At <= begin + (third * (number + 1)))];
    }
}
