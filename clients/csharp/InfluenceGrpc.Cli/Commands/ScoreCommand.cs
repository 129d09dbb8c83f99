using System.CommandLine;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence score FILE --brief BRIEF.json</c>.</summary>
internal sealed class ScoreCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        $"""
        FILE's rows are profiles, with the columns that 'profiles import' reads ('influence profiles import --help'); rows that
        cannot be read are reported with their line and left out. With --ids, the server looks the creators up in its store.

        A score is 0 to 100, made of ten components that add up. Its interval says where it would lie if everything were known,
        in 8 of 10 cases; coverage (0 to 1) how much of what the brief asks for is known. What is not known is never taken for zero.
        A creator that does not meet the brief's constraints is scored all the same, and marked.

        --out writes the original columns (of JSONL, the creator's id) and score, lower, upper, coverage, eligible,
        ineligibilities, cautions, target_share; with --components, for each component its points and its state (known,
        partly_known, imputed, excluded, not_asked); and error.

        --explain shows one creator: of FILE, or of the server's store where no FILE is named.

        Examples:
          influence score creators.csv --brief brief.json
          influence score creators.csv --brief brief.json --out scores.csv --components
          influence score creators.csv --brief brief.json --explain c-1042
          influence score --ids ids.txt --brief brief.json --top 25
          influence score --explain c-1042 --brief brief.json --output json

        {ExitCodes.Help}
        """;

    private readonly FitInputOptionSet input = new("The creators");
    private readonly Option<string> brief = FitModelOption.CreateBrief();
    private readonly Option<string?> model = FitModelOption.CreateModel();
    private readonly Option<int> top = new("--top")
    {
        Description = "How many of the best to show, 0 to 10,000",
        HelpName = "N",
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<string?> explain = new("--explain") { Description = "Explain the score of one creator, and of no other", HelpName = "ID" };
    private readonly JobOutputOptionSet output = JobOutputOptionSet.OfFit("the rows with their scores", "summary");
    private readonly Option<bool> components = new("--components") { Description = "Write each component of the scores too" };

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var self = new ScoreCommand();
        var command = new Command("score", "Scores creators against a campaign's brief, however many, or explains one score.");
        self.input.AddTo(command);
        foreach (var option in new Option[] { self.brief, self.model, self.top, self.explain })
        {
            command.Add(option);
        }

        self.output.AddFilesTo(command);
        command.Add(self.components);
        self.input.AddDetailsTo(command);
        self.output.AddTellingTo(command);

        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            return Failures.ReportAsync(
                terminal,
                address,
                () => RunAsync(self.Read(parsed, address), terminal, cancellationToken),
                Failures.Interrupted(self.output.ReadFile(parsed)));
        });
        return command;
    }

    private static Task<int> RunAsync(ScoreSettings settings, Terminal terminal, CancellationToken cancellationToken) =>
        settings.Explain is { } id
            ? new ExplainJob(settings, id, terminal).RunAsync(cancellationToken)
            : new ScoreJob(settings, settings.Input!, terminal).RunAsync(cancellationToken);

    private ScoreSettings Read(ParseResult parsed, ServerAddress address)
    {
        var one = parsed.GetValue(explain);
        var written = output.Read(parsed);
        if (one is not null && (written.File ?? written.BadRows) is not null)
        {
            throw new InputException("--explain shows one creator and writes no file: leave out --out and --bad-rows.");
        }

        if (parsed.GetValue(components) && written.File is null)
        {
            throw new InputException("--components goes with --out: it adds columns to the file.");
        }

        return new ScoreSettings
        {
            Server = address,
            Input = one is null ? input.Read(parsed) : input.ReadOptional(parsed),
            Brief = parsed.GetRequiredValue(brief),
            Model = parsed.GetValue(model) ?? "",
            Top = parsed.GetValue(top) is var count and >= 0 and <= 10_000 ? count : throw new InputException("--top must be 0 to 10,000: give a whole number such as --top 20, or write all with --out."),
            Explain = one,
            Read = input.ReadReading(parsed),
            Components = parsed.GetValue(components),
            Output = written,
        };
    }
}
