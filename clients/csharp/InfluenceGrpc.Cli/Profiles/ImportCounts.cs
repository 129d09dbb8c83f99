namespace InfluenceGrpc.Cli.Profiles;

/// <summary>What became of the rows of an import.</summary>
internal sealed record ImportCounts
{
    public long Written { get; init; }

    public long Unchanged { get; init; }

    public long Superseded { get; init; }

    /// <summary>Rows that the server did not take.</summary>
    public long Failed { get; init; }

    /// <summary>Rows that could not be read.</summary>
    public long Bad { get; init; }

    /// <summary>Rows that the server answered.</summary>
    public long Answered => Written + Unchanged + Superseded + Failed;
}
