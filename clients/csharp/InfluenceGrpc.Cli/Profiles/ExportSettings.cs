namespace InfluenceGrpc.Cli.Profiles;

/// <summary>What the user asks of <c>influence profiles export</c>.</summary>
internal sealed record ExportSettings
{
    public required ServerAddress Server { get; init; }

    /// <summary>Path of the ids; "-" for standard input.</summary>
    public required string Ids { get; init; }

    /// <summary>Path of the profiles; "-" for standard output.</summary>
    public required string Output { get; init; }

    /// <summary>Path of the ids that are not there; null for none.</summary>
    public string? Missing { get; init; }

    public bool Progress { get; init; }

    public bool Strict { get; init; }
}
