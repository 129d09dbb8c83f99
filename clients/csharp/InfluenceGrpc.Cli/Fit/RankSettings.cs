using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>What the user asks of <c>influence rank</c>.</summary>
internal sealed record RankSettings
{
    public required ServerAddress Server { get; init; }

    public required FitInput Input { get; init; }

    /// <summary>Path of the brief; "-" for standard input.</summary>
    public required string Brief { get; init; }

    /// <summary>Id of the fit model; empty for the server's default.</summary>
    public string Model { get; init; } = "";

    /// <summary>How many creators are ranked.</summary>
    public int Count { get; init; }

    public bool IncludeIneligible { get; init; }

    public required JobOutput Output { get; init; }
}
