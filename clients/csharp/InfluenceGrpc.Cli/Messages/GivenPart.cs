using InfluenceGrpc.Json;

namespace InfluenceGrpc.Cli.Messages;

/// <summary>A part of a request, and where the user gave it.</summary>
/// <param name="Path">Path of the part in the request, as the server tells of fields; empty for all of it.</param>
/// <param name="Label">What the user calls it, such as an option or a file's name; empty where that goes without saying.</param>
/// <param name="Faults">What its file says wrong.</param>
internal sealed record GivenPart(string Path, string Label, params IReadOnlyList<MessageFault> Faults)
{
    /// <summary>Further faults of the server's, by their path within the part, that come of what the file says wrong.</summary>
    public Predicate<string> Follows { get; init; } = _ => false;

    /// <summary>Says what the server says in words of whoever gave this part.</summary>
    public Func<string, string> Wording { get; init; } = description => description;

    /// <summary>Whether a field of the request lies here.</summary>
    public bool Holds(string field) => Path.Length == 0 || field == Path || IsBelow(field, Path);

    /// <summary>What the server says of a field that lies here, for people; null where it comes of what the file says wrong.</summary>
    public string? Describe(string field, string description)
    {
        var bare = field[Path.Length..].TrimStart('.');
        return Faults.Any(fault => ComesOf(bare, fault.Path)) || Follows(bare)
            ? null
            : Tell(bare.Length > 0 ? $"{bare}: {Wording(description)}" : Wording(description));
    }

    /// <summary>Something that is wrong with this part.</summary>
    public string Tell(string text) => Label.Length > 0 ? $"{Label}: {text}" : text;

    // Whether a fault of the server's may come of what the file says wrong at a field: that field was left out, or something stood in.
    private static bool ComesOf(string field, string? wrong) =>
        wrong is null || field.Length == 0 || field == wrong || IsBelow(field, wrong) || wrong.StartsWith($"{field}.", StringComparison.Ordinal);

    private static bool IsBelow(string field, string parent) =>
        field.Length > parent.Length && field.StartsWith(parent, StringComparison.Ordinal) && field[parent.Length] is '.' or '[';
}
