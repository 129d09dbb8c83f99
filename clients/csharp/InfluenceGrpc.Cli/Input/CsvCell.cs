namespace InfluenceGrpc.Cli.Input;

/// <summary>Where a cell lies within a row's text: [Start, End), quotes included.</summary>
internal readonly record struct CsvCell(int Start, int End, bool Quoted);
