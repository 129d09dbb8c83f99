using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Briefs;

/// <summary>What the user asks of <c>influence brief derive</c>.</summary>
internal sealed record DeriveSettings
{
    public required ServerAddress Server { get; init; }

    public required FitInput Examples { get; init; }

    /// <summary>Creators of no brand in particular; null for the model's own.</summary>
    public FitInput? Background { get; init; }

    public string Brand { get; init; } = "";

    public string Title { get; init; } = "";

    /// <summary>Id of the fit model; empty for the server's default.</summary>
    public string Model { get; init; } = "";

    /// <summary>Path of the brief; "-" for standard output, null to show it below its evidence.</summary>
    public string? Output { get; init; }

    /// <summary>Whether a file that is there already is replaced: it may have been edited.</summary>
    public bool Overwrite { get; init; }

    public bool Progress { get; init; }

    public bool Strict { get; init; }

    /// <summary>In which form the evidence is told.</summary>
    public OutputForm Form { get; init; }
}
