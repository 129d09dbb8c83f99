using System.CommandLine;
using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Cli.Briefs;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence brief check BRIEF.json</c>.</summary>
internal static class BriefCheckCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        """
        Names everything that is wrong, with its line or path, and exits with 2; or says what the brief asks for, and how much
        each component counts.

        Examples:
          influence brief check brief.json
          influence brief check brief.json --model audience-fit-1
        """;

    private const string BriefPath = "brief.";

    public static Command Create(Terminal terminal, Option<string?> server)
    {
        var file = new Argument<string>("BRIEF.json") { Description = "The brief; - for standard input" };
        var model = FitModelOption.CreateModel();
        var format = OutputOption.Create();
        var command = new Command("check", "Says whether a brief can be used, and what it asks for.") { file, model, format };
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = ServerAddress.Of(parsed.GetValue(server), terminal);
            return Failures.ReportAsync(terminal, address, async () =>
            {
                var path = parsed.GetRequiredValue(file);
                var brief = await BriefFile.ReadAsync(path, terminal, cancellationToken);
                using var client = ServerAddress.Connect(address);
                var answer = await CheckAsync(client, path, brief, parsed.GetValue(model) ?? "", cancellationToken);
                if (parsed.IsJson(format))
                {
                    await terminal.Output.WriteLineAsync(new JsonFormatter(JsonFormatter.Settings.Default.WithIndentation()).Format(brief));
                }
                else
                {
                    new BriefRenderer(Ink.On(terminal.Output, terminal.Colours)).Render(path, brief, answer);
                }

                return ExitCodes.Success;
            });
        });
        return command;
    }

    private static async Task<ScoreFitResponse> CheckAsync(
        InfluenceClient client, string path, Brief brief, string model, CancellationToken cancellationToken)
    {
        try
        {
            // No ids: nothing is looked up, and only the brief and the model are judged.
            var nobody = new BatchScoreFitRequest { Items = new Items { Ids = new CreatorIds() }, Brief = brief, ModelId = model };
            await client.BatchScoreFitAsync(nobody, cancellationToken);
        }
        catch (InfluenceException fault) when (fault.Violations.Count > 0)
        {
            throw new InputException($"{path} cannot be used:", [.. fault.Violations.Select(Describe)]);
        }

        // What is not known is imputed here, so that every component that the brief asks for has its weight.
        var imputing = brief.Clone();
        imputing.MissingPolicy = MissingPolicy.Neutral;
        return await client.ScoreFitAsync(new CreatorProfile { CreatorId = "nobody" }, imputing, model, cancellationToken);
    }

    private static string Describe(FieldViolation violation)
    {
        var field = violation.Field.StartsWith(BriefPath, StringComparison.Ordinal) ? violation.Field[BriefPath.Length..] : violation.Field;
        return $"{field}: {violation.Description}";
    }
}
