namespace InfluenceGrpc.Cli.Input;

/// <summary>Finds the columns of a file by their headers, or by what the user says of them.</summary>
internal static class ColumnFinder
{
    /// <param name="headers">The cells of the header, in order.</param>
    /// <param name="mapping">Headers that the user names for fields; these go before any guess.</param>
    /// <exception cref="InputException">No column fits, or several do.</exception>
    public static ColumnMap Find(IReadOnlyList<string> headers, IReadOnlyDictionary<ColumnField, string> mapping)
    {
        var followers = mapping.TryGetValue(ColumnField.Followers, out var named) ? Named(headers, named) : Followers(headers);
        return new ColumnMap(
            followers,
            ColumnNames.UnitOf(headers[followers]),
            Optional(headers, mapping, ColumnField.Id),
            Optional(headers, mapping, ColumnField.Platform));
    }

    private static int Followers(IReadOnlyList<string> headers)
    {
        var fitting = Where(headers, header => ColumnNames.IsExact(ColumnField.Followers, header));
        fitting = fitting.Count > 0 ? fitting : Where(headers, ColumnNames.ContainsFollowers);
        return fitting switch
        {
            [var only] => only,
            [] => throw new InputException(
                $"No column looks like a follower count. {Listed(headers)} Name it with --map followers=COLUMN."
                + (headers.Count == 1 ? " A file of ids alone goes with --ids, where a command has it." : "")),
            _ => throw new InputException(
                $"Several columns could be the follower count: {Quoted(fitting.Select(i => headers[i]))}. "
                + "Say which with --map followers=COLUMN"
                + $"{(AreAlike(headers, fitting) ? ", COLUMN being its number (the first is #1)" : "")}."),
        };
    }

    /// <summary>The column of a field that a file may lack; null where it does.</summary>
    /// <exception cref="InputException">The column that the user names is not there, or not alone.</exception>
    public static int? Optional(IReadOnlyList<string> headers, IReadOnlyDictionary<ColumnField, string> mapping, ColumnField field)
    {
        if (mapping.TryGetValue(field, out var named))
        {
            return Named(headers, named);
        }

        int? best = null;
        var bestRank = int.MaxValue;
        for (var i = 0; i < headers.Count; i++)
        {
            var rank = ColumnNames.ExactRank(field, headers[i]);
            if (rank >= 0 && rank < bestRank)
            {
                (best, bestRank) = (i, rank);
            }
        }

        return best;
    }

    // The column that the user names: exactly, or loosely where only one fits, or by number as in "#3".
    private static int Named(IReadOnlyList<string> headers, string name)
    {
        if (name is ['#', .. var number] && int.TryParse(number, out var position) && position >= 1 && position <= headers.Count)
        {
            return position - 1;
        }

        var fitting = Where(headers, header => header == name);
        fitting = fitting.Count > 0 ? fitting : Where(headers, header => ColumnNames.Normalize(header) == ColumnNames.Normalize(name));
        return fitting switch
        {
            [var only] => only,
            [] => throw new InputException($"There is no column '{name}'. {Listed(headers)}"),
            _ => throw new InputException(
                $"{fitting.Count} columns are called '{name}': give the number instead, such as #{fitting[0] + 1} or #{fitting[1] + 1}."),
        };
    }

    private static List<int> Where(IReadOnlyList<string> headers, Predicate<string> fits) =>
        [.. Enumerable.Range(0, headers.Count).Where(i => fits(headers[i]))];

    private static bool AreAlike(IReadOnlyList<string> headers, List<int> columns) =>
        columns.Select(i => headers[i]).Distinct(StringComparer.Ordinal).Count() < columns.Count;

    /// <summary>The columns in a sentence.</summary>
    public static string Listed(IReadOnlyList<string> headers) => $"The columns are: {Quoted(headers)}.";

    private static string Quoted(IEnumerable<string> names) =>
        string.Join(", ", names.Select(name => $"'{name.ReplaceLineEndings(" ").Trim()}'"));
}
