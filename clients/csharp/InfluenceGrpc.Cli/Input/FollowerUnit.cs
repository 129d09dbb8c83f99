namespace InfluenceGrpc.Cli.Input;

/// <summary>What the numbers of a column are counted in, as its header says.</summary>
internal enum FollowerUnit
{
    One = 0,
    Thousand = 3,
    Million = 6,
    Billion = 9,
}
