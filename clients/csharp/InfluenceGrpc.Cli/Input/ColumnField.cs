namespace InfluenceGrpc.Cli.Input;

/// <summary>What is looked for in the columns of a file.</summary>
internal enum ColumnField
{
    Followers,
    Id,
    Platform,
}
