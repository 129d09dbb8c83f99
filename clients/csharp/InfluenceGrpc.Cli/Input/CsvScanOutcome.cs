namespace InfluenceGrpc.Cli.Input;

/// <summary>How far <see cref="CsvScanner"/> came.</summary>
internal enum CsvScanOutcome
{
    /// <summary>A whole row.</summary>
    Row,

    /// <summary>The text ends within the row, and more may follow.</summary>
    NeedMore,

    /// <summary>A cell is longer than the limit, or the row is.</summary>
    TooLong,

    /// <summary>A quoted cell is longer than the limit, or the text ended in it: its closing quote is missing.</summary>
    QuoteNotClosed,
}
