using System.Text;

namespace InfluenceGrpc.Core.Faults;

/// <summary>Writes the path of a field as faults name it.</summary>
public static class FaultPath
{
    /// <summary>The longest piece of a caller's own text that is repeated to them, in UTF-16 units.</summary>
    public const int MaxQuoted = 64;

    /// <summary><c>parent.child</c>; either may be empty.</summary>
    public static string Join(string parent, string child)
    {
        ArgumentNullException.ThrowIfNull(parent);
        ArgumentNullException.ThrowIfNull(child);
        if (parent.Length == 0)
        {
            return child;
        }

        return child.Length == 0 || child[0] == '[' ? parent + child : $"{parent}.{child}";
    }

    /// <summary><c>parent[3]</c></summary>
    public static string Item(string parent, int index) => $"{parent}[{index}]";

    /// <summary><c>parent["key"]</c>, the key shortened and made printable.</summary>
    public static string Key(string parent, string key) => $"{parent}[{Quote(key)}]";

    /// <summary>A caller's own text in quotes: shortened to <see cref="MaxQuoted"/>, quotes, backslashes, control characters and
    /// broken surrogates escaped, so that a message can always be logged and encoded.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var quoted = new StringBuilder(Math.Min(text.Length, MaxQuoted) + 2).Append('"');
        var length = Math.Min(text.Length, MaxQuoted);
        for (var i = 0; i < length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                quoted.Append(c).Append(text[++i]);
            }
            else if (char.IsControl(c) || char.IsSurrogate(c))
            {
                quoted.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            }
            else
            {
                quoted.Append(c is '"' or '\\' ? "\\" : "").Append(c);
            }
        }

        return quoted.Append(text.Length > length ? "…\"" : "\"").ToString();
    }
}
