namespace InfluenceGrpc.Cli.Fit;

/// <summary>What the user asks of <c>influence rank</c>.</summary>
internal sealed record RankSettings
{
    public required string Server { get; init; }

    public required FitInput Input { get; init; }

    /// <summary>Path of the brief; "-" for standard input.</summary>
    public required string Brief { get; init; }

    /// <summary>Id of the fit model; empty for the server's default.</summary>
    public string Model { get; init; } = "";

    /// <summary>How many creators are ranked.</summary>
    public int Count { get; init; }

    public bool IncludeIneligible { get; init; }

    /// <summary>Path of the output; "-" for standard output, null for none.</summary>
    public string? Output { get; init; }

    public string? BadRows { get; init; }

    public bool Progress { get; init; }

    public bool Strict { get; init; }

    public bool Json { get; init; }
}
