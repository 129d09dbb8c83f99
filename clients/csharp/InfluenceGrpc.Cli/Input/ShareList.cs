using System.Text.RegularExpressions;
using Google.Protobuf.Collections;

namespace InfluenceGrpc.Cli.Input;

/// <summary>Shares as one cell lists them: <c>sport/running:0.6|food:40%</c>.</summary>
internal static partial class ShareList
{
    /// <summary>Whether a cell has a share in it, so that it is no plain name.</summary>
    public static bool Is(ReadOnlySpan<char> cell) => Share().IsMatch(cell);

    /// <returns>What is wrong with the cell; null where nothing is.</returns>
    public static string? AddTo(MapField<string, float> shares, ReadOnlySpan<char> cell)
    {
        foreach (var range in cell.Split('|'))
        {
            var entry = cell[range].Trim();
            if (entry.IsEmpty)
            {
                continue;
            }

            var colon = entry.LastIndexOf(':');
            var name = colon < 0 ? "" : entry[..colon].Trim().ToString();
            if (name.Length == 0)
            {
                return $"'{CellNumbers.Shorten(entry)}' is not NAME:SHARE; several are divided by |";
            }

            if (CellNumbers.TryFraction(entry[(colon + 1)..], isPercent: false, out var share) is { } fault)
            {
                return fault;
            }

            if (!shares.TryAdd(name, (float)share))
            {
                return $"'{CellNumbers.Shorten(name)}' is listed twice";
            }
        }

        return null;
    }

    private static bool TryAdd(this MapField<string, float> shares, string name, float share)
    {
        var isNew = !shares.ContainsKey(name);
        shares[name] = share;
        return isNew;
    }

    [GeneratedRegex(@":\s*\.?[0-9]", RegexOptions.None, 1000)]
    private static partial Regex Share();
}
