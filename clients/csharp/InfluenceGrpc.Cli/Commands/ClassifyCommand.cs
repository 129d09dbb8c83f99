using System.CommandLine;
using Influence.V1;
using InfluenceGrpc.Cli.Classify;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence classify FILE.csv</c>.</summary>
internal sealed class ClassifyCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        $"""
        The column with the follower counts is found by its name (followers, Follower Count, # of followers,
        Subscribers, ...); so is that with the platform. Counts may be written 12,345 or 3.2M or 12.5k. N/A and empty
        cells count as missing and keep their row; cells that are no count (abc, -5) make their row bad: it is left
        out and reported with its line. "1.234" and "1,234" are 1234; "1.234M", "12.5" and "1234.5" have a decimal
        mark. A header such as "Followers (M)" says what plain numbers are counted in.

        --out writes the original columns and, for each scheme, ID_tier, ID_ordinal (1 the lowest tier, 0 none),
        ID_margin (ln(followers / nearest bound) with six decimals, such as 1.362240; -inf for no followers); and error.
        A link is followed to its file; a pipe or a device is written to, not replaced.

        With --ids, the server looks the creators up in its profile store. Ids that it does not find, profiles older than
        --max-age, and ids that the store does not answer for are reported with their line.

        Examples:
          influence classify creators.csv
          influence classify creators.csv --scheme harvard-media --scheme iab-uk --out tiers.csv
          influence classify export.csv --map followers="Reach (total)" --bad-rows bad.csv
          zcat big.csv.gz | influence classify - --scheme all --output json > summary.json
          influence classify --ids ids.txt --max-age 7d --out tiers.csv

        {ExitCodes.Help}
        """;

    private readonly Argument<string?> file = new("FILE")
    {
        Description = "A CSV file, or - for standard input",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> ids = new("--ids")
    {
        Description = "Classify by ids, from the profiles that the server keeps: one id a line, or CSV with a column of ids; - for standard input",
        HelpName = "FILE",
    };

    private readonly SchemeOptions schemes = new();
    private readonly JobOutputOptionSet output = new("the rows with their tiers", "summary", ("were left out", "bad, missing or failed"));

    private readonly TableOptionSet table = new(ColumnField.Followers, ColumnField.Id, ColumnField.Platform);
    private readonly ReadOptionSet reading = new();
    private readonly Option<int> chunk = new("--chunk")
    {
        Description = "Most rows in a message, 1 to 100000; the server's limit goes before",
        HelpName = "N",
        DefaultValueFactory = _ => 4096,
    };


    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var self = new ClassifyCommand();
        var command = new Command("classify", "Classifies the creators of a CSV file, however many.") { self.file };
        self.schemes.AddTo(command);
        command.Add(self.ids);
        self.output.AddFilesTo(command);
        self.table.AddTo(command);
        self.reading.AddTo(command);
        command.Add(self.chunk);
        self.output.AddTellingTo(command);

        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            return Failures.ReportAsync(
                terminal,
                address,
                () => new ClassifyJob(self.Read(parsed, address), terminal).RunAsync(cancellationToken),
                Failures.Interrupted(self.output.ReadFile(parsed)));
        });
        return command;
    }

    private ClassifySettings Read(ParseResult parsed, ServerAddress address) => new()
    {
        Server = address,
        File = ReadFile(parsed),
        Schemes = schemes.Read(parsed),
        Table = table.Read(parsed),
        Read = ReadReading(parsed),
        RowsPerChunk = parsed.GetValue(chunk) is var rows and >= 1 and <= 100_000
            ? rows
            : throw new InputException("--chunk must be 1 to 100000: give a whole number such as --chunk 4096, or leave it out."),
        Output = output.Read(parsed),
    };

    private string ReadFile(ParseResult parsed) => (parsed.GetValue(file), parsed.GetValue(ids)) switch
    {
        ({ } rows, null) => rows,
        (null, { } list) => list,
        (null, null) => throw new InputException("Name a CSV file, or a file of ids with --ids."),
        _ => throw new InputException("Name a CSV file or one of ids with --ids, not both."),
    };

    // Null where rows are classified by what stands in them.
    private ReadOptions? ReadReading(ParseResult parsed)
    {
        if (parsed.GetValue(ids) is not null)
        {
            return reading.Read(parsed);
        }

        return reading.AreGiven(parsed)
            ? throw new InputException("--max-age, --allow-stale and --allow-degraded go with --ids: other rows are not looked up.")
            : null;
    }
}
