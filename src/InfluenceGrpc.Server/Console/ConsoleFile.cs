namespace InfluenceGrpc.Server.WebConsole;

/// <summary>A file of the console.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="ContentType">What they are.</param>
/// <param name="Tag">Its entity tag, in quotes: other bytes have another one.</param>
internal sealed record ConsoleFile(ReadOnlyMemory<byte> Content, string ContentType, string Tag);
