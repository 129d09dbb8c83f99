using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Profiles;

/// <summary>What the user asks of <c>influence profiles import</c>.</summary>
internal sealed record ImportSettings
{
    public required ServerAddress Server { get; init; }

    /// <summary>Path of the input; "-" for standard input.</summary>
    public required string File { get; init; }

    /// <summary>JSON, one profile a line; else delimited text.</summary>
    public bool IsJson { get; init; }

    public required TableOptions Table { get; init; }

    public int MinReplicas { get; init; }

    public string? BadRows { get; init; }

    /// <summary>Heed no state that an earlier run left.</summary>
    public bool FromStart { get; init; }

    public bool Progress { get; init; }

    public bool Strict { get; init; }

    /// <summary>In which form it tells what came of it.</summary>
    public OutputForm Form { get; init; }
}
