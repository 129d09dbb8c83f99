namespace InfluenceGrpc.Cli.Input;

/// <summary>Which column holds which fact of a profile.</summary>
internal sealed class ProfileColumns
{
    private readonly Dictionary<ColumnField, int> columns = [];

    private ProfileColumns(IReadOnlyList<string> headers, IReadOnlyDictionary<ColumnField, string> mapping)
    {
        Headers = headers;
        var basic = ColumnFinder.Find(headers, mapping);
        columns[ColumnField.Followers] = basic.Followers;
        columns[ColumnField.Id] = basic.Id
            ?? throw new InputException(
                $"No column looks like a creator's id. {ColumnFinder.Listed(headers)} Name it with --map id=COLUMN.");
        foreach (var field in Enum.GetValues<ColumnField>().Where(field => field > ColumnField.Id))
        {
            if (ColumnFinder.Optional(headers, mapping, field) is { } column)
            {
                columns[field] = column;
            }
        }

        TopicsMayBeNames = mapping.ContainsKey(ColumnField.Topics);
        if (!columns.ContainsKey(ColumnField.Topics) && OneTopic() is { } category)
        {
            columns[ColumnField.Topics] = category;
            TopicsMayBeNames = true;
        }
    }

    public IReadOnlyList<string> Headers { get; }

    /// <summary>Columns that were found, by field.</summary>
    public IReadOnlyDictionary<ColumnField, int> Found => columns;

    /// <summary>
    /// Whether cells of topics may be a plain name rather than a list of shares: in a column of categories, or one that the user names.
    /// </summary>
    public bool TopicsMayBeNames { get; }

    /// <summary>Headers of columns that are not read.</summary>
    public IEnumerable<string> Ignored => Headers.Where((_, at) => !columns.ContainsValue(at));

    /// <param name="headers">The cells of the header, in order.</param>
    /// <param name="mapping">Headers that the user names for fields; these go before any guess.</param>
    /// <exception cref="InputException">No column fits the followers or the id, or several do.</exception>
    public static ProfileColumns Find(IReadOnlyList<string> headers, IReadOnlyDictionary<ColumnField, string> mapping) => new(headers, mapping);

    public bool TryGet(ColumnField field, out int column) => columns.TryGetValue(field, out column);

    /// <summary>What the header of a field says its numbers are counted in.</summary>
    public FollowerUnit UnitOf(ColumnField field) => ColumnNames.UnitOf(Headers[columns[field]]);

    private int? OneTopic() => ProfileColumnNames.OneTopic
        .Select(name => (int?)Headers.ToList().FindIndex(header => ColumnNames.Normalize(header) == name))
        .FirstOrDefault(at => at >= 0 && !columns.ContainsValue(at.Value));
}
