using System.Text;

namespace InfluenceGrpc.Core.Faults;

/// <summary>Checks for short texts that people and machines exchange.</summary>
internal static class TextRule
{
    /// <summary>1 to <paramref name="maxBytes"/> bytes of UTF-8 without control characters or broken surrogates.</summary>
    public static Violation? Plain(ReadOnlySpan<char> text, int maxBytes)
    {
        if (text.IsEmpty)
        {
            return new Violation(FaultCode.Required, "must not be empty.");
        }

        // A UTF-16 unit is at least one byte of UTF-8: this bounds the work before any byte is counted.
        if (text.Length > maxBytes || Encoding.UTF8.GetByteCount(text) > maxBytes)
        {
            return new Violation(FaultCode.TooLong, $"must be at most {maxBytes} bytes of UTF-8.");
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]))
            {
                return new Violation(FaultCode.Malformed, $"must not hold control characters; there is one at position {i}.");
            }

            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                return new Violation(FaultCode.Malformed, $"must be well-formed Unicode; position {i} is half a surrogate pair.");
            }

            i++;
        }

        return null;
    }

    /// <summary>An id in files and addresses: <c>[a-z0-9][a-z0-9-]{0,63}</c>.</summary>
    public static Violation? Slug(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new Violation(FaultCode.Required, "must be given.");
        }

        var fits = text.Length <= 64 && text[0] != '-';
        foreach (var c in text)
        {
            fits = fits && (char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
        }

        return fits
            ? null
            : new Violation(FaultCode.Malformed,
                $"must be 1 to 64 of a-z, 0-9 and '-', not starting with '-'; got {FaultPath.Quote(text)}.");
    }
}
