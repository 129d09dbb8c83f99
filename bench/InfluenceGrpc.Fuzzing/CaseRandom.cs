namespace InfluenceGrpc.Fuzzing;

/// <summary>The random numbers of a case: its own, so that a case can be drawn again without those before it.</summary>
internal static class CaseRandom
{
    /// <param name="kind">What is fuzzed.</param>
    /// <param name="seed">What drawing begins with.</param>
    /// <param name="number">Number of the case.</param>
    public static Random Of(string kind, int seed, int number)
    {
        // FNV-1a: string.GetHashCode differs from process to process.
        var hash = 2166136261u;
        foreach (var letter in kind)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        hash = (hash ^ (uint)seed) * 16777619u;
        hash = ((hash ^ (uint)number) * 16777619u) ^ (hash >> 15);
        return new Random((int)(hash & int.MaxValue));
    }
}
