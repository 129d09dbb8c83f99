using System.CommandLine;
using InfluenceGrpc.Cli.Campaigns;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence compare PLANS.json</c>.</summary>
internal static class CompareCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        $$"""
        PLANS.json holds a brief, the target, and 2 to 20 named plans; // and /* */ comments and trailing commas are allowed:

          {
            "brief": { "topics": { "outdoor": 1 }, "cost": { "deliverable": "DELIVERABLE_POST", "currencyCode": "NOK" } },
            "universe": { "people": 600000 },
            "plans": [
              { "name": "One celebrity", "creators": [ { "creatorId": "c-1", "price": 90000 } ] },
              { "name": "Two small ones", "creators": [
                { "profile": { "creatorId": "c-2", "followers": "9000" }, "price": 40000 },
                { "profile": { "creatorId": "c-3", "followers": "8000" }, "price": 50000 } ] }
            ],
            "overlaps": [ { "firstCreatorId": "c-2", "secondCreatorId": "c-3", "shareOfSmaller": 0.2 } ]
          }

        Creators are profiles given in the file, or ids of the server's store. One that fails is named and left out of the figures;
        then the exit code is 1. What is not known is never taken for zero: a figure that rests on it is absent, and says why.
        docs/reach.md tells the formulas.

        --out writes a row a plan: every figure with the ends of its interval.

        Examples:
          influence compare plans.json
          influence compare plans.json --out plans.csv
          influence compare plans.json --output json

        {{ExitCodes.Help}}
        """;

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var file = new Argument<string>("PLANS.json") { Description = "The plans; - for standard input" };
        var model = new Option<string?>("--model")
        {
            Description = "Id of a fit model, in place of the file's. Default: the file's, or the server's. 'influence models' lists them",
            HelpName = "ID",
        };
        var output = new Option<string?>("--out", "-o")
        {
            Description = "Write the figures; - for standard output (the table then goes to standard error)",
            HelpName = "FILE.csv",
        };
        var format = OutputOption.Create();
        var command = new Command("compare", "Says what sets of creators do for a campaign, and which wins on what.") { file, model, output, format };
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            var settings = new CompareSettings
            {
                Server = address,
                File = parsed.GetRequiredValue(file),
                Model = parsed.GetValue(model),
                Output = new JobOutput { File = parsed.GetValue(output), Form = parsed.FormOf(format) },
            };
            return Failures.ReportAsync(
                terminal, address, () => new CompareJob(settings, terminal).RunAsync(cancellationToken), Failures.Interrupted(settings.Output.File));
        });
        return command;
    }
}
