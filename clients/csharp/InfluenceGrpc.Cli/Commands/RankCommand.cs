using System.CommandLine;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence rank FILE --brief BRIEF.json</c>.</summary>
internal sealed class RankCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        $"""
        The server keeps the best while the file passes, so that a ranking of millions needs no memory here. Of two creators with
        the same score the smaller id comes first; a creator that occurs more than once is ranked once, by its best score.
        An interrupted ranking is begun anew from the start of the file; one of standard input cannot be.

        --out writes rank, creator_id, score, lower, upper, coverage, target_share, eligible, ineligibilities, cautions, and the
        points of each component.

        Examples:
          influence rank creators.csv --brief brief.json
          influence rank creators.csv --brief brief.json --count 500 --out shortlist.csv
          influence rank --ids ids.txt --brief brief.json --include-ineligible

        {ExitCodes.Help}
        """;

    private readonly FitInputOptionSet input = new("The creators");
    private readonly Option<string> brief = FitModelOption.CreateBrief();
    private readonly Option<string?> model = FitModelOption.CreateModel();
    private readonly Option<int> count = new("--count")
    {
        Description = "How many creators to rank, at least 1; 'influence info' tells the most that the server keeps",
        HelpName = "N",
        DefaultValueFactory = _ => 20,
    };

    private readonly Option<bool> ineligible = new("--include-ineligible") { Description = "Rank creators that do not meet the brief as well" };
    private readonly JobOutputOptionSet output = JobOutputOptionSet.OfFit("the ranking", "table");

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var self = new RankCommand();
        var command = new Command("rank", "Finds the creators that fit a campaign's brief best, of however many.");
        self.input.AddTo(command);
        foreach (var option in new Option[] { self.brief, self.model, self.count, self.ineligible })
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
                () => new RankJob(self.Read(parsed, address), terminal).RunAsync(cancellationToken),
                Failures.Interrupted(self.output.ReadFile(parsed)));
        });
        return command;
    }

    private RankSettings Read(ParseResult parsed, ServerAddress address) => new()
    {
        Server = address,
        Input = input.Read(parsed),
        Brief = parsed.GetRequiredValue(brief),
        Model = parsed.GetValue(model) ?? "",
        Count = parsed.GetValue(count) is var most and >= 1
            ? most
            : throw new InputException("--count must be at least 1: give a whole number such as --count 20; 'influence info' tells the most that the server keeps."),
        IncludeIneligible = parsed.GetValue(ineligible),
        Output = output.Read(parsed),
    };
}
