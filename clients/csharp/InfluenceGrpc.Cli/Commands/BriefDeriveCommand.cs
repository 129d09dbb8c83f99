using System.CommandLine;
using InfluenceGrpc.Cli.Briefs;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence brief derive EXAMPLES.csv</c>.</summary>
internal sealed class BriefDeriveCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        $"""
        Of 3 to 10,000 creators that you like, the server takes what sets them apart from other creators: those of --background,
        or those that the model knows. The evidence of each part is shown; the brief is yours to edit.

        Examples:
          influence brief derive liked.csv --title "More like these" --out brief.json
          influence brief derive liked.csv --background creators.csv --brand "My Brand" --out brief.json
          influence brief derive --ids liked.txt --out brief.json && influence brief check brief.json

        {ExitCodes.Help}
        """;

    private readonly FitInputOptionSet input = new("The examples");
    private readonly Option<string?> background = new("--background")
    {
        Description = "Creators of no brand in particular, CSV or JSONL, at most 1,000,000. Default: the model's own background",
        HelpName = "FILE",
    };

    private readonly Option<string?> brand = new("--brand") { Description = "The brand of the brief, as profiles name it", HelpName = "B" };
    private readonly Option<string?> title = new("--title") { Description = "The title of the brief", HelpName = "T" };
    private readonly Option<string?> model = FitModelOption.CreateModel();
    private readonly Option<string?> output = new("--out", "-o")
    {
        Description = "Write the brief. Default, and -: standard output (the evidence then goes to standard error)",
        HelpName = "BRIEF.json",
    };

    private readonly Option<bool> overwrite = new("--overwrite") { Description = "Replace the file of --out where there is one" };
    private readonly Option<bool> noProgress = new("--no-progress") { Description = "Say nothing while at work" };
    private readonly Option<bool> strict = new("--strict") { Description = "Exit with 1 where any row was bad" };
    private readonly Option<string> format = OutputOption.Create();

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var self = new BriefDeriveCommand();
        var command = new Command("derive", "Makes a brief of creators that you like, to find more of them.");
        self.input.AddTo(command);
        foreach (var option in new Option[] { self.background, self.brand, self.title, self.model, self.output, self.overwrite })
        {
            command.Add(option);
        }

        self.input.AddDetailsTo(command);
        command.Add(self.noProgress);
        command.Add(self.strict);
        command.Add(self.format);
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            return Failures.ReportAsync(
                terminal,
                address,
                () => new DeriveJob(self.Read(parsed, address), terminal).RunAsync(cancellationToken),
                Failures.Interrupted(parsed.GetValue(self.output)));
        });
        return command;
    }

    private DeriveSettings Read(ParseResult parsed, ServerAddress address) => new()
    {
        Server = address,
        Examples = input.Read(parsed),
        Background = parsed.GetValue(background) is { } path ? input.ReadOther(parsed, path) : null,
        Brand = parsed.GetValue(brand) ?? "",
        Title = parsed.GetValue(title) ?? "",
        Model = parsed.GetValue(model) ?? "",
        Output = parsed.GetValue(output),
        Overwrite = parsed.GetValue(overwrite),
        Progress = !parsed.GetValue(noProgress),
        Strict = parsed.GetValue(strict),
        Form = parsed.FormOf(format),
    };
}
