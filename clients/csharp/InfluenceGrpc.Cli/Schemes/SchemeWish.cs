namespace InfluenceGrpc.Cli.Schemes;

/// <summary>Schemes as the user names them.</summary>
internal sealed record SchemeWish(IReadOnlyList<string> Ids, string? File);
