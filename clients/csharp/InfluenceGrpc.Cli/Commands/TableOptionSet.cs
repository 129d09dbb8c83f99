using System.CommandLine;
using System.CommandLine.Completions;
using Influence.V1;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>--map</c>, <c>--platform</c> and <c>--delimiter</c>: what the user says of a file of rows.</summary>
internal sealed class TableOptionSet
{
    private readonly ColumnField[] fields;
    private readonly string listed;
    private readonly Option<string[]> map;
    private readonly Option<string?> platform = new("--platform")
    {
        Description = $"The platform of all rows: {string.Join(", ", PlatformNames.Listed)}",
        HelpName = "NAME",
        CompletionSources = { _ => PlatformNames.Listed.Select(name => new CompletionItem(name)) },
    };

    private readonly Option<string> delimiter = new("--delimiter")
    {
        Description = "auto, or one of: , ; tab |",
        HelpName = "auto|,|;|tab",
        DefaultValueFactory = _ => "auto",
        CompletionSources = { _ => [new CompletionItem("auto"), new CompletionItem("tab")] },
    };

    /// <param name="mappable">Fields that --map may name, at least two, as help lists them.</param>
    public TableOptionSet(params ColumnField[] mappable)
    {
        fields = mappable;
        var named = mappable.Select(field => $"{field.ToString().ToLowerInvariant()}=COLUMN").ToArray();
        listed = $"{string.Join(", ", named[..^1])} or {named[^1]}";
        map = new Option<string[]>("--map") { Description = $"Name a column: {listed}; #3 is the third", HelpName = "FIELD=COLUMN" };
    }

    public void AddTo(Command command)
    {
        command.Add(map);
        command.Add(platform);
        command.Add(delimiter);
    }

    public TableOptions Read(ParseResult parsed) => new(
        ReadDelimiter(parsed.GetRequiredValue(delimiter)), ReadMap(parsed.GetValue(map) ?? []), ReadPlatform(parsed.GetValue(platform)));

    /// <exception cref="InputException">There is no such platform.</exception>
    public static Platform? ReadPlatform(string? name) => name is null
        ? null
        : PlatformNames.Find(name)
            ?? throw new InputException($"--platform is '{name}'; it must be one of: {string.Join(", ", PlatformNames.Listed)}.");

    private static char? ReadDelimiter(string text) => text switch
    {
        "auto" => null,
        "tab" or "\\t" or "\t" => '\t',
        "," or ";" or "|" => text[0],
        _ => throw new InputException($"--delimiter is '{text}'; it must be auto, or one of: , ; tab |"),
    };

    private Dictionary<ColumnField, string> ReadMap(IEnumerable<string> pairs)
    {
        var columns = new Dictionary<ColumnField, string>();
        foreach (var pair in pairs)
        {
            if (pair.Split('=', 2) is not [var name, { Length: > 0 } column]
                || !Enum.TryParse<ColumnField>(name.Trim(), ignoreCase: true, out var field)
                || !fields.Contains(field)
                || !columns.TryAdd(field, column))
            {
                throw new InputException($"--map is '{pair}'; it must be {listed}, each once.");
            }
        }

        return columns;
    }
}
