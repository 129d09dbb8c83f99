namespace InfluenceGrpc.Fuzzing;

/// <summary>How far a kind is fuzzed.</summary>
/// <param name="Seed">What drawing begins with.</param>
/// <param name="First">Number of the first case.</param>
/// <param name="Cases">Most cases.</param>
/// <param name="Time">No case begins later.</param>
internal sealed record FuzzBounds(int Seed, int First, int Cases, TimeSpan Time);
