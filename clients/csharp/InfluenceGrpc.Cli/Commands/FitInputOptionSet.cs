using System.CommandLine;
using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>FILE</c> or <c>--ids FILE</c>, and how either is read: the creators of a command about fit.</summary>
internal sealed class FitInputOptionSet(string what)
{
    private readonly Argument<string?> file = new("FILE")
    {
        Description = $"{what}: a CSV or JSONL file as 'profiles import' reads it, or - for CSV on standard input",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> ids = new("--ids")
    {
        Description = "Creators that the server keeps: one id a line, or CSV with a column of ids; - for standard input",
        HelpName = "FILE",
    };

    private readonly Option<bool> jsonl = new("--jsonl") { Description = "The input is JSONL, whatever its name" };
    private readonly TableOptionSet table = new(Enum.GetValues<ColumnField>());
    private readonly ReadOptionSet reading = new();

    /// <summary>First, so that help lists the file and the ids before all else.</summary>
    public void AddTo(Command command)
    {
        command.Add(file);
        command.Add(ids);
        command.Add(jsonl);
    }

    /// <summary>How the input is read; help lists it after what is asked of the creators.</summary>
    public void AddDetailsTo(Command command)
    {
        table.AddTo(command);
        reading.AddTo(command);
    }

    public ReadOptions ReadReading(ParseResult parsed) => reading.Read(parsed);

    /// <exception cref="InputException">Neither is named, or both are.</exception>
    public FitInput Read(ParseResult parsed) =>
        ReadOptional(parsed) ?? throw new InputException("Name a file of creators, or a file of ids with --ids.");

    /// <summary>As <see cref="Read"/>; null where neither is named.</summary>
    public FitInput? ReadOptional(ParseResult parsed)
    {
        var (rows, list) = (parsed.GetValue(file), parsed.GetValue(ids));
        if (rows is not null && list is not null)
        {
            throw new InputException("Name a file of creators or one of ids with --ids, not both.");
        }

        if (rows is not null && reading.AreGiven(parsed))
        {
            throw new InputException("--max-age, --allow-stale and --allow-degraded go with --ids: other rows are not looked up.");
        }

        return (rows ?? list) is not { } path
            ? null
            : new FitInput
            {
                File = path,
                IsJson = parsed.GetValue(jsonl) || FitInput.NamesJson(path),
                Read = list is null ? null : reading.Read(parsed),
                Table = table.Read(parsed),
            };
    }

    /// <summary>A second file of profiles, read as the first.</summary>
    public FitInput ReadOther(ParseResult parsed, string path) => new()
    {
        File = path,
        IsJson = FitInput.NamesJson(path),
        Table = table.Read(parsed),
    };
}
