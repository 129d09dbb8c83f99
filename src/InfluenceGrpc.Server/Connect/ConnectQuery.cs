using System.Buffers.Text;
using System.Net;
using System.Text;

namespace InfluenceGrpc.Server.Connect;

/// <summary>The query of a call with GET, as it was sent: a message of protobuf is bytes, and ASP.NET Core would make text of them.</summary>
/// <param name="query">All of it, from its question mark on; or nothing.</param>
internal sealed class ConnectQuery(string query)
{
    private readonly ILookup<string, string> sent = query.TrimStart('?')
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(each => each.Split('=', 2))
        .ToLookup(each => WebUtility.UrlDecode(each[0]), each => each.Length > 1 ? each[1] : "", StringComparer.OrdinalIgnoreCase);

    /// <summary>A text; empty where it is not there.</summary>
    /// <exception cref="FormatException">It is there twice.</exception>
    public string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    /// <summary>Bytes behind percent signs, a blank for each plus sign; none where they are not there.</summary>
    /// <exception cref="FormatException">They are there twice.</exception>
    public byte[] Bytes(string name)
    {
        var values = sent[name].ToList();
        if (values.Count > 1)
        {
            throw new FormatException($"The query has {name} twice.");
        }

        var value = values.Count == 0 ? [] : Encoding.UTF8.GetBytes(values[0]);
        return WebUtility.UrlDecodeToBytes(value, 0, value.Length);
    }

    /// <summary>Bytes as base64 of either alphabet, with or without padding.</summary>
    /// <exception cref="FormatException">They are none, or are there twice.</exception>
    public byte[] Base64(string name)
    {
        // A plus sign that was sent as it is has become a blank.
        var text = Text(name).Replace(' ', '-').Replace('+', '-').Replace('/', '_');
        return Base64Url.IsValid(text) && !text.Any(char.IsWhiteSpace)
            ? Base64Url.DecodeFromChars(text)
            : throw new FormatException($"The {name} is not base64, which base64=1 says it is.");
    }
}
