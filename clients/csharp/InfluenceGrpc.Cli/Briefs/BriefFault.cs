namespace InfluenceGrpc.Cli.Briefs;

/// <summary>Something in a brief's file that is no part of a brief.</summary>
/// <param name="Path">Path of the field, as the server tells of fields; null where the text is not JSON.</param>
/// <param name="Text">Line, path and what is wrong, for people.</param>
internal sealed record BriefFault(string? Path, string Text);
