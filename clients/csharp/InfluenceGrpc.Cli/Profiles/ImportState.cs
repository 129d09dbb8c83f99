namespace InfluenceGrpc.Cli.Profiles;

/// <summary>How far an import has come: everything up to a row needs no second sending.</summary>
internal sealed record ImportState
{
    /// <summary>Of the state itself; one of another format is not understood.</summary>
    public const int CurrentFormat = 2;

    public int Format { get; init; } = CurrentFormat;

    public required InputIdentity Input { get; init; }

    /// <summary>Address of the server that the rows went to: another one may have none of them.</summary>
    public required string Server { get; init; }

    /// <summary>Rows from the start, bad ones counted too, that need no second sending.</summary>
    public required long Rows { get; init; }

    /// <summary>Line on which the last of them begins.</summary>
    public required long Line { get; init; }

    /// <summary>What became of them, over all runs.</summary>
    public required ImportCounts Counts { get; init; }
}
