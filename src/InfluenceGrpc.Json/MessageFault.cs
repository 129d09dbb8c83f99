using System.Globalization;

namespace InfluenceGrpc.Json;

/// <summary>Something in a text that is no part of the message that it is to hold.</summary>
/// <param name="Path">Path of the field, as the server tells of fields; empty for the whole message, null where the text is not JSON.</param>
/// <param name="Line">The line that it stands on, from 1; null where that is not known.</param>
/// <param name="What">What is wrong with it, without line and path.</param>
/// <param name="Kind">What the message is for people, such as "brief".</param>
internal sealed record MessageFault(string? Path, int? Line, string What, string Kind)
{
    /// <summary>Line, path and what is wrong, for people.</summary>
    public string Text => Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line}: {Sentence}") : Sentence;

    private string Sentence => Path switch
    {
        null => What,
        "" => $"the {Kind}: {What}",
        _ => $"{Path}: {What}",
    };
}
