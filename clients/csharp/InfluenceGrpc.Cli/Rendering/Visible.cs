using System.Globalization;
using System.Text;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>Text of the input or of the server as a terminal may show it: it cannot command the terminal.</summary>
internal static class Visible
{
    /// <summary>The text with every control character, line ends among them, written as \u001b.</summary>
    public static string Of(string text)
    {
        if (!text.Any(char.IsControl))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                visible.Append(character);
            }
        }

        return visible.ToString();
    }
}
