namespace InfluenceGrpc.Client.Tests.Scripted;

/// <summary>What the scripted server does with one stream.</summary>
/// <param name="Kind">How the stream ends.</param>
/// <param name="After">Chunks that are answered before.</param>
internal sealed record Act(Ending Kind, int After = 0);
