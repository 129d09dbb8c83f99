using Influence.V1;

namespace InfluenceGrpc.Cli.Input;

/// <summary>Profiles in a file, row by row.</summary>
internal interface IProfileReader : IDisposable
{
    long BytesRead { get; }

    /// <summary>Null where it is not known.</summary>
    long? BytesTotal { get; }

    /// <summary>Line on which the current row begins; the first line of the file is 1.</summary>
    long Line { get; }

    /// <summary>The current row as it stands in the input, or how it begins.</summary>
    string Raw { get; }

    /// <summary>What the reader found in the file, for people: sentences without a full stop.</summary>
    IEnumerable<string> Findings { get; }

    /// <summary>How rows are written again, with more behind them.</summary>
    TableFrame Frame { get; }

    /// <summary>Moves on to the next row, leaving out empty lines; false at the end of the input.</summary>
    ValueTask<bool> ReadAsync(CancellationToken cancellationToken);

    /// <summary>The current row's profile; null where it has a fault.</summary>
    CreatorProfile? Profile(out string? fault);

    /// <summary>The current row as it stands below <see cref="Frame"/>; its profile is given.</summary>
    string RowText(CreatorProfile profile);
}
