using System.Globalization;
using System.Text;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Creators;

/// <summary>Topic paths such as <c>sport/running/trail</c>: 1 to 8 segments, each of lower-case letters (or letters of scripts
/// without case), digits and <c>- _ . + &amp;</c>; at most 128 bytes of UTF-8.</summary>
public static class TopicPath
{
    /// <summary>True for a well-formed path.</summary>
    public static bool IsValid(string? path) => path is not null && Check(path) is null;

    internal static Violation? Check(string path)
    {
        if (path.Length > ProfileLimits.MaxNameBytes || Encoding.UTF8.GetByteCount(path) > ProfileLimits.MaxNameBytes)
        {
            return new Violation(FaultCode.TooLong, $"must be at most {ProfileLimits.MaxNameBytes} bytes of UTF-8.");
        }

        var depth = 1;
        var segmentIsEmpty = true;
        foreach (var rune in path.EnumerateRunes())
        {
            if (rune.Value == '/')
            {
                if (segmentIsEmpty)
                {
                    return Malformed;
                }

                depth++;
                segmentIsEmpty = true;
            }
            else if (IsSegmentRune(rune))
            {
                segmentIsEmpty = false;
            }
            else
            {
                return Malformed;
            }
        }

        if (segmentIsEmpty)
        {
            return Malformed;
        }

        return depth <= ProfileLimits.MaxTopicDepth
            ? null
            : new Violation(FaultCode.TooMany, $"must have at most {ProfileLimits.MaxTopicDepth} segments; got {depth}.");
    }

    private static Violation Malformed => new(FaultCode.Malformed,
        "must be lower-case segments separated by single slashes, such as sport/running, of letters, digits and - _ . + &.");

    private static bool IsSegmentRune(Rune rune)
    {
        if (rune.IsAscii)
        {
            var c = (char)rune.Value;
            return char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.' or '+' or '&';
        }

        // A broken surrogate enumerates as U+FFFD, which is a symbol and so refused.
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.DecimalDigitNumber;
    }
}
