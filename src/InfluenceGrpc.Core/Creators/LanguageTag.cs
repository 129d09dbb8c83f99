using System.Text.RegularExpressions;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Creators;

/// <summary>BCP 47 language tags by shape (RFC 5646 section 2.1 without the grandfathered ones), at most 35 characters.
/// Whether a subtag is registered is not checked.</summary>
public static partial class LanguageTag
{
    /// <summary>RFC 5646 section 4.4.1 asks for room for 35 characters.</summary>
    public const int MaxLength = 35;

    /// <summary>True for a well-formed tag.</summary>
    public static bool IsValid(string? tag) => tag switch
    {
        null or { Length: > MaxLength } => false,
        { Length: 2 } => char.IsAsciiLetter(tag[0]) && char.IsAsciiLetter(tag[1]),
        _ => Shape().IsMatch(tag),
    };

    internal static Violation? Check(string tag) => IsValid(tag)
        ? null
        : new Violation(FaultCode.Malformed, "is not a well-formed BCP 47 language tag, such as nb or pt-BR.");

    // language [extlang] [script] [region] *variant *extension [private use]
    [GeneratedRegex(
        @"\A([a-z]{2,3}(-[a-z]{3}){0,3}|[a-z]{4,8})(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*" +
        @"(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
