namespace InfluenceGrpc.Server.Contract;

/// <summary>How creators are ranked.</summary>
/// <param name="Scoring">What they are scored by.</param>
/// <param name="Count">How many are kept, at least 1.</param>
internal sealed record RankTask(FitTask Scoring, int Count);
