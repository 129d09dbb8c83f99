using System.Text;

namespace InfluenceGrpc.Fuzzing;

/// <summary>One case.</summary>
/// <param name="Subject">What it is put to, such as an rpc or a reader; empty where a kind has only one.</param>
/// <param name="How">How it was made, for people.</param>
/// <param name="Parts">Its bytes, in one or more parts, such as the messages of a stream.</param>
internal sealed record FuzzInput(string Subject, string How, IReadOnlyList<byte[]> Parts)
{
    /// <summary>All that is needed to put it together again.</summary>
    public string Describe()
    {
        var text = new StringBuilder(Subject);
        foreach (var part in Parts)
        {
            text.Append(text.Length > 0 ? " " : "").Append(Convert.ToBase64String(part) is { Length: > 0 } bytes ? bytes : "(empty)");
        }

        return text.ToString();
    }
}
