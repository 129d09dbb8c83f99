using Influence.V1;

namespace InfluenceGrpc.Cli.Input;

/// <summary>A row that can be classified.</summary>
/// <param name="Line">Line on which it begins.</param>
/// <param name="Text">The row as it stands in the input, filled up to the width of the header.</param>
/// <param name="Followers">Null where the row does not tell.</param>
/// <param name="Platform">Unspecified where the row does not tell.</param>
/// <param name="Id">The creator's id, where rows are looked up by it; empty elsewhere.</param>
internal sealed record CreatorRow(long Line, string Text, ulong? Followers, Platform Platform, string Id = "");
