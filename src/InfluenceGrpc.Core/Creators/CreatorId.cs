using System.Buffers;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Creators;

/// <summary>The rule for creator ids: 1 to 128 bytes of UTF-8, no control characters. Compared byte by byte.</summary>
public static class CreatorId
{
    /// <summary>The longest id, in bytes of UTF-8.</summary>
    public const int MaxBytes = 128;

    // What protobuf makes of bytes that are not UTF-8: ids that differ there would become one.
    private const char Replacement = '\uFFFD';

    private static readonly SearchValues<char> Printable = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    /// <summary>True for an id that may be stored and looked up.</summary>
    public static bool IsValid(ReadOnlySpan<char> id) =>
        (id.Length is > 0 and <= MaxBytes && !id.ContainsAnyExcept(Printable)) // Nearly all are; the rest take longer to look at.
        || (TextRule.Plain(id, MaxBytes) is null && !id.Contains(Replacement));

    /// <summary>What is wrong with an id, at <paramref name="path"/>; null when nothing is.</summary>
    public static Fault? Check(string? id, string path) =>
        TextRule.Plain(id, MaxBytes) is { } wrong ? new Fault(path, wrong.Code, wrong.Message)
        : IsValid(id) ? null
        : new Fault(path, FaultCode.Malformed, "must be UTF-8; it holds U+FFFD, which stands for bytes that are not.");
}
