using System.CommandLine;
using System.Globalization;
using Influence.V1;
using InfluenceGrpc.Cli.Campaigns;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence plan FILE --brief BRIEF.json --budget N --people N</c>.</summary>
internal sealed class PlanCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        $$"""
        The server plans while the file passes, so that millions of candidates need no memory here. The brief must have 'cost': it
        says what is bought, and in which currency prices and the budget are. Candidates need a price for that: in CSV a column
        'prices' has them, such as post:12000 NOK|story:4000 NOK, in JSONL the field. An interrupted planning is begun anew from
        the start of the file; one of standard input cannot be.

        --universe holds the target in parts that creators' audiences are told apart by, which tells better who is reached twice:

          { "dimension": "AUDIENCE_DIMENSION_REGIONS", "segments": [ { "key": "NO-03", "people": 90000 }, { "key": "NO-46", "people": 80000 } ] }

        --must-have ID is looked for among FILE's rows first, and else in the server's store. A creator that comes twice counts once,
        by its first row; how many came again is told.

        How far the work is, is told on standard error: as a bar on a terminal, else as a line every few seconds, and not at all with
        --no-progress.

        --out writes step, creator_id, must_have, price, cost_so_far, currency, gain, value_so_far and score.

        Examples:
          influence plan creators.jsonl --brief brief.json --budget 250,000 --people 600,000
          influence plan creators.jsonl --brief brief.json --budget 250000 --universe target.json --max-creators 12 --out plan.csv
          influence plan --ids ids.txt --brief brief.json --budget 80000 --people 600000 --objective engagements --must-have c-1042

        {{ExitCodes.Help}}
        """;

    private readonly FitInputOptionSet input = new("The candidates");
    private readonly Option<string> brief = FitModelOption.CreateBrief();
    private readonly Option<string?> model = FitModelOption.CreateModel();
    private readonly Option<string> budget = new("--budget")
    {
        Description = "What all creators together may cost, in the brief's currency",
        HelpName = "N",
        Required = true,
    };

    private readonly Option<string?> people = new("--people") { Description = "How many people the target has", HelpName = "N" };
    private readonly Option<string?> universe = new("--universe")
    {
        Description = "The target in segments, as JSON, in place of --people; - for standard input",
        HelpName = "FILE.json",
    };

    private readonly Option<string?> maxCreators = new("--max-creators")
    {
        Description = "The most creators, at least 1. Default: as many as 'influence info' tells",
        HelpName = "N",
    };

    private readonly Option<string> objective = new Option<string>("--objective")
    {
        Description = "What to have as much of as possible: people reached in the target, engagements of them, or people reached credibly",
        HelpName = "reach|engagements|credible-reach",
        DefaultValueFactory = _ => "reach",
    }.TakeOneOf("reach", "engagements", "credible-reach");

    private readonly Option<string[]> mustHaves = new("--must-have")
    {
        Description = "A creator that is in the plan in any case; may be given several times",
        HelpName = "ID",
    };

    private readonly JobOutputOptionSet output = JobOutputOptionSet.OfFit("the plan", "table");

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var self = new PlanCommand();
        var command = new Command("plan", "Finds the set of creators that does most for a campaign within a budget, of however many.");
        self.input.AddTo(command);
        foreach (var option in new Option[]
        {
            self.brief, self.budget, self.people, self.universe, self.maxCreators, self.objective, self.mustHaves, self.model,
        })
        {
            command.Add(option);
        }

        self.output.AddFilesTo(command);
        self.input.AddDetailsTo(command);
        self.output.AddTellingTo(command);

        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            return Failures.ReportAsync(
                terminal,
                address,
                () => new PlanJob(self.Read(parsed, address), terminal).RunAsync(cancellationToken),
                Failures.Interrupted(self.output.ReadFile(parsed)));
        });
        return command;
    }

    private PlanSettings Read(ParseResult parsed, ServerAddress address)
    {
        var (size, target) = (parsed.GetValue(people), parsed.GetValue(universe));
        if (size is null == target is null)
        {
            throw new InputException("Say how many people the target has: with --people N, or in parts with --universe FILE.json, not with both.");
        }

        return new PlanSettings
        {
            Server = address,
            Input = input.Read(parsed),
            Read = input.ReadReading(parsed),
            Brief = parsed.GetRequiredValue(brief),
            Model = parsed.GetValue(model) ?? "",
            Budget = AmountText.Read("--budget", parsed.GetRequiredValue(budget)),
            People = size is null ? null : AmountText.Read("--people", size),
            Universe = target,
            MaxCreators = parsed.GetValue(maxCreators) is { } most ? CountOf(most) : null,
            Objective = ObjectiveOf(parsed.GetRequiredValue(objective)),
            MustHaves = [.. (parsed.GetValue(mustHaves) ?? []).Distinct(StringComparer.Ordinal)],
            Output = output.Read(parsed),
        };
    }

    // How many the server allows is its to say, and "influence info" asks it.
    private static uint CountOf(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
        ? count
        : throw new InputException($"--max-creators is '{text}'; it must be a whole number of at least 1, and at most what 'influence info' tells.");

    private static PlanObjective ObjectiveOf(string name) => name switch
    {
        "engagements" => PlanObjective.InTargetEngagements,
        "credible-reach" => PlanObjective.CredibleReach,
        _ => PlanObjective.NetInTargetReach,
    };
}
