using System.CommandLine;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Profiles;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence profiles import FILE</c>.</summary>
internal sealed class ImportCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        $"""
        A file whose name ends in .jsonl or .ndjson holds a profile a line, as 'profiles export' writes it: the JSON of
        CreatorProfile in the contract. Any other is CSV, with a column of ids and one of follower counts, written as
        'classify' reads them. These columns are read where there are any, by name or as --map says; others are left out:
          platform, version, observed_at (2026-01-31 or 2026-01-31T12:00:00Z), avg_likes, avg_comments, avg_shares,
          avg_views, avg_reach, engagement_rate (0.035 or 3.5%; engagement_basis says of what: followers, reach or views),
          sample_posts, topics (sport/running:0.6|food:0.2), countries (NO:0.5|DK:0.2), languages (nb:0.7), sponsored_share,
          prices (post:12000 NOK|story:4000 NOK)
        Where there are no topics, a column category (or niche, vertical, topic) tells the one topic of each row: Food & Drink
        is food-&-drink. --map topics=COLUMN takes such names too.
        Empty cells and N/A leave the fact out. Rows that cannot be read, or that the server does not take, are reported
        with their line and never end the import.

        How far it has come is kept in FILE.import-state: after an interruption, however rude, the same command goes on
        from there; at another server it is refused until --from-start. The file is removed at the end. A store that is
        away for some seconds is waited for.

        Examples:
          influence profiles import creators.csv
          influence profiles import creators.csv --map averagelikes=likes --bad-rows bad.csv
          influence profiles import backup.jsonl --min-replicas 1
          zcat creators.csv.gz | influence profiles import -     cannot be taken up again

        {ExitCodes.Help}
        """;

    private readonly Argument<string> file = new("FILE") { Description = "A CSV or JSONL file, or - for CSV on standard input" };
    private readonly TableOptionSet table = new(Enum.GetValues<ColumnField>());
    private readonly Option<bool> jsonl = new("--jsonl") { Description = "The input is JSONL, whatever its name" };
    private readonly Option<int> minReplicas = new("--min-replicas")
    {
        Description = "How many replicas of the store must have a profile before it counts as written, 0 to 16",
        HelpName = "N",
    };

    private readonly Option<string?> badRows = new("--bad-rows")
    {
        Description = "Write the rows that were left out or not taken, as line,reason,raw",
        HelpName = "FILE.csv",
    };

    private readonly Option<bool> fromStart = new("--from-start") { Description = "Begin anew, even where an import was interrupted" };
    private readonly Option<bool> noProgress = new("--no-progress") { Description = "Say nothing while at work" };
    private readonly Option<bool> strict = new("--strict") { Description = "Exit with 1 where any row was bad or failed" };
    private readonly Option<string> format = OutputOption.Create();

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var self = new ImportCommand();
        var command = new Command("import", "Writes the profiles of a file into the server's store.") { self.file };
        foreach (var option in new Option[] { self.jsonl, self.badRows, self.minReplicas, self.fromStart })
        {
            command.Add(option);
        }

        self.table.AddTo(command);
        foreach (var option in new Option[] { self.noProgress, self.strict, self.format })
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            return Failures.ReportAsync(
                terminal,
                address,
                () => new ImportJob(self.Read(parsed, address), terminal).RunAsync(cancellationToken),
                "interrupted; what was stored stays, and the import of a file goes on where it stopped.");
        });
        return command;
    }

    private ImportSettings Read(ParseResult parsed, ServerAddress address)
    {
        var path = parsed.GetRequiredValue(file);
        return new ImportSettings
        {
            Server = address,
            File = path,
            IsJson = parsed.GetValue(jsonl) || FitInput.NamesJson(path),
            Table = table.Read(parsed),
            MinReplicas = parsed.GetValue(minReplicas) is var replicas and >= 0 and <= 16
                ? replicas
                : throw new InputException("--min-replicas must be 0 to 16: give a whole number of replicas, or leave it out to wait for none."),
            BadRows = parsed.GetValue(badRows),
            FromStart = parsed.GetValue(fromStart),
            Progress = !parsed.GetValue(noProgress),
            Strict = parsed.GetValue(strict),
            Form = parsed.FormOf(format),
        };
    }
}
