namespace InfluenceGrpc.Server.Operations;

/// <summary>One setting: its key, what it means, and how its text becomes part of the options.</summary>
/// <param name="Key">Configuration key; also the command-line switch and, with INFLUENCE_ before it, the environment variable.</param>
/// <param name="Default">The default, as one would write it.</param>
/// <param name="Range">What is allowed, in words.</param>
/// <param name="Meaning">What it is for, in a sentence.</param>
/// <param name="Apply">Reads the text into the options, or returns null where it is not allowed.</param>
internal sealed record Setting(
    string Key,
    string Default,
    string Range,
    string Meaning,
    Func<ServerOptions, string, ServerOptions?> Apply);
