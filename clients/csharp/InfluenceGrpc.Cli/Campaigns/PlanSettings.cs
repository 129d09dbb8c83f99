using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Campaigns;

/// <summary>What the user asks of <c>influence plan</c>.</summary>
internal sealed record PlanSettings
{
    public required ServerAddress Server { get; init; }

    /// <summary>The candidates.</summary>
    public required FitInput Input { get; init; }

    /// <summary>How the profiles of creators of the store are read.</summary>
    public required ReadOptions Read { get; init; }

    /// <summary>Path of the brief; "-" for standard input.</summary>
    public required string Brief { get; init; }

    /// <summary>Id of the fit model; empty for the server's default.</summary>
    public string Model { get; init; } = "";

    /// <summary>In the brief's currency.</summary>
    public required double Budget { get; init; }

    /// <summary>Size of the target; null where <see cref="Universe"/> tells it.</summary>
    public double? People { get; init; }

    /// <summary>Path of the target; "-" for standard input, null where <see cref="People"/> tells its size.</summary>
    public string? Universe { get; init; }

    /// <summary>The most creators; null for as many as the server allows.</summary>
    public uint? MaxCreators { get; init; }

    public PlanObjective Objective { get; init; }

    /// <summary>Ids of creators that are in the plan in any case, each once.</summary>
    public IReadOnlyList<string> MustHaves { get; init; } = [];

    public required JobOutput Output { get; init; }
}
