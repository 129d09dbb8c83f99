namespace InfluenceGrpc.Cli.Input;

/// <summary>Which column holds what; indexes from 0.</summary>
internal sealed record ColumnMap(int Followers, FollowerUnit Unit, int? Id, int? Platform);
