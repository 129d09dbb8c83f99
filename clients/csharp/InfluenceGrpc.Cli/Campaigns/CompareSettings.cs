using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Campaigns;

/// <summary>What the user asks of <c>influence compare</c>.</summary>
internal sealed record CompareSettings
{
    public required ServerAddress Server { get; init; }

    /// <summary>Path of the plans; "-" for standard input.</summary>
    public required string File { get; init; }

    /// <summary>Id of the fit model, which takes the place of the file's; null for the file's.</summary>
    public string? Model { get; init; }

    public required JobOutput Output { get; init; }
}
