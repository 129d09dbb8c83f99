namespace InfluenceGrpc.Fuzzing;

/// <summary>How a case ended.</summary>
/// <param name="Outcome">What became of it in a word or two, to count: "OK", "refused".</param>
/// <param name="Fault">What is wrong; null where everything holds.</param>
internal readonly record struct FuzzVerdict(string Outcome, string? Fault = null);
