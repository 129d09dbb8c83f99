namespace InfluenceGrpc.Cli.Tally;

/// <summary>Two schemes, by position: creators that both compare, and those that they compare differently.</summary>
internal sealed record SchemePair(int First, int Second, long Compared, long Different)
{
    /// <summary>Share of creators that they see differently; null where they compare none.</summary>
    public double? Share => Compared == 0 ? null : (double)Different / Compared;
}
