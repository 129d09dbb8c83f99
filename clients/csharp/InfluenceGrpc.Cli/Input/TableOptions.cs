using Influence.V1;

namespace InfluenceGrpc.Cli.Input;

/// <summary>What the user says of a file of creators.</summary>
/// <param name="Delimiter">Null to tell it from the text.</param>
/// <param name="Mapping">Headers by field, where the user names them.</param>
/// <param name="Platform">The platform of all rows; null to read each row's.</param>
internal sealed record TableOptions(char? Delimiter, IReadOnlyDictionary<ColumnField, string> Mapping, Platform? Platform);
