namespace InfluenceGrpc.Cli.Input;

/// <summary>A row that is left out, and why.</summary>
internal sealed record BadRow(long Line, string Reason, string Raw);
