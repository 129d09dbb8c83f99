using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Schemes;

namespace InfluenceGrpc.Cli.Classify;

/// <summary>What the user asks of <c>influence classify</c>.</summary>
internal sealed record ClassifySettings
{
    public const string Standard = InputFile.Standard;

    public required ServerAddress Server { get; init; }

    /// <summary>Path of the input; <see cref="Standard"/> for standard input.</summary>
    public required string File { get; init; }

    /// <summary>How profiles are read, where the input holds ids; null where it holds what is to be classified.</summary>
    public ReadOptions? Read { get; init; }

    public required SchemeWish Schemes { get; init; }

    public required TableOptions Table { get; init; }

    public int RowsPerChunk { get; init; }

    public required JobOutput Output { get; init; }
}
