namespace InfluenceGrpc.Cli.Rendering;

/// <summary>How far a run has come.</summary>
/// <param name="Rows">Rows answered.</param>
/// <param name="BytesRead">Bytes of the input read; somewhat ahead of the rows.</param>
internal sealed record ProgressReading(long Rows, long BytesRead);
