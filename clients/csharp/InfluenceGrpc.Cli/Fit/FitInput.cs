using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>Which creators the user names.</summary>
internal sealed record FitInput
{
    /// <summary>Path of the input; "-" for standard input.</summary>
    public required string File { get; init; }

    /// <summary>JSON, one profile a line; else delimited text.</summary>
    public bool IsJson { get; init; }

    /// <summary>How profiles are read, where the input holds ids; null where it holds profiles.</summary>
    public ReadOptions? Read { get; init; }

    public required TableOptions Table { get; init; }

    /// <summary>Whether the input can be read from its beginning a second time.</summary>
    public bool CanBeReadAgain => File != InputFile.Standard && !SpecialFile.Is(File);

    public async Task<IFitRowSource> OpenAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        var stream = InputFile.Open(File, terminal);
        if (Read is not null)
        {
            return new IdFitRows(await IdTable.OpenAsync(stream, Table, cancellationToken));
        }

        return new ProfileFitRows(
            IsJson
                ? await JsonProfileReader.OpenAsync(stream, cancellationToken)
                : await CsvProfileReader.OpenAsync(stream, Table, cancellationToken));
    }

    /// <summary>Whether a file of this name holds JSON, one profile a line.</summary>
    public static bool NamesJson(string path) =>
        Path.GetExtension(path) is var extension
        && (extension.Equals(".jsonl", StringComparison.OrdinalIgnoreCase) || extension.Equals(".ndjson", StringComparison.OrdinalIgnoreCase));
}
