using System.Globalization;
using System.Text;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>Text of the input or of the server as a terminal may show it: it cannot command the terminal, nor look like other text.</summary>
internal static class Visible
{
    /// <summary>
    /// The text with every control character, line ends among them, written as \u001b; so are characters that nobody sees and that turn
    /// the direction of others round or divide lines.
    /// </summary>
    public static string Of(string text)
    {
        if (!text.Any(MayHide))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                // Half of a character.
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[at++]:x4}");
                continue;
            }

            at += rune.Utf16SequenceLength;
            if (Hides(Rune.GetUnicodeCategory(rune)))
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                visible.Append(rune.ToString());
            }
        }

        return visible.ToString();
    }

    // Halves of characters may make up a whole one that hides.
    private static bool MayHide(char character) => char.IsSurrogate(character) || Hides(char.GetUnicodeCategory(character));

    private static bool Hides(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
