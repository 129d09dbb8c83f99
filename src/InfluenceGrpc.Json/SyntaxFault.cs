using System.Globalization;
using System.Text.Json;

namespace InfluenceGrpc.Json;

/// <summary>Says to people why a text is no JSON.</summary>
internal static class SyntaxFault
{
    /// <param name="fault">What the reader says, in words of its own.</param>
    /// <param name="maxDepth">How deep it goes.</param>
    public static string Tell(JsonException fault, int maxDepth) =>
        fault.Message.Contains("maximum configured depth", StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"this is nested more than {maxDepth} levels deep")
            : fault.Message.Contains("any JSON tokens", StringComparison.Ordinal)
                ? "this is not JSON: there is nothing in it"
            : fault.Message.Contains("trailing comma", StringComparison.Ordinal)
                ? "this is not JSON: a comma stands behind the last entry"
            : fault.Message.StartsWith("'/' is", StringComparison.Ordinal)
                ? "this is not JSON: '/' begins a comment, and there are none in JSON"
                : $"this is not JSON: {fault.Message.Split(" LineNumber:")[0].TrimEnd('.', ' ')}";
}
