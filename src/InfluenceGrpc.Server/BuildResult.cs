namespace InfluenceGrpc.Server;

/// <summary>A server ready to start, or everything that is wrong with what it was told.</summary>
internal readonly record struct BuildResult(WebApplication? App, IReadOnlyList<string> Faults);
