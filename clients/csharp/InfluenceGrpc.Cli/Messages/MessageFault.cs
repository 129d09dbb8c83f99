namespace InfluenceGrpc.Cli.Messages;

/// <summary>Something in a file that is no part of the message that it is to hold.</summary>
/// <param name="Path">Path of the field, as the server tells of fields; null where the text is not JSON.</param>
/// <param name="Text">Line, path and what is wrong, for people.</param>
internal sealed record MessageFault(string? Path, string Text);
