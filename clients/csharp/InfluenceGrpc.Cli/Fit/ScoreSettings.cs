using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>What the user asks of <c>influence score</c>.</summary>
internal sealed record ScoreSettings
{
    public required ServerAddress Server { get; init; }

    /// <summary>The creators; null where only one of the server's store is asked for.</summary>
    public required FitInput? Input { get; init; }

    /// <summary>Path of the brief; "-" for standard input.</summary>
    public required string Brief { get; init; }

    /// <summary>Id of the fit model; empty for the server's default.</summary>
    public string Model { get; init; } = "";

    /// <summary>How many of the best are shown.</summary>
    public int Top { get; init; }

    /// <summary>Id of the creator that is to be explained; null to score all.</summary>
    public string? Explain { get; init; }

    /// <summary>How the profile of a creator of the store is read.</summary>
    public required Influence.V1.ReadOptions Read { get; init; }

    /// <summary>Whether to write the components too.</summary>
    public bool Components { get; init; }

    public required JobOutput Output { get; init; }
}
