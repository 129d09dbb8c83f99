using System.CommandLine;
using Influence.V1;
using InfluenceGrpc.Cli.Briefs;
using InfluenceGrpc.Cli.Output;
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

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var file = new Argument<string>("BRIEF.json") { Description = "The brief; - for standard input" };
        var model = FitModelOption.CreateModel();
        var format = OutputOption.Create();
        var command = new Command("check", "Says whether a brief can be used, and what it asks for.") { file, model, format };
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            return Failures.ReportAsync(terminal, address, async () =>
            {
                var path = parsed.GetRequiredValue(file);
                var chosen = parsed.GetValue(model) ?? "";
                using var client = address.Connect();
                var brief = await UsableBrief.ReadAsync(client, path, chosen, terminal, cancellationToken);
                var answer = await WeighAsync(client, brief, chosen, cancellationToken);
                var telling = Telling.Of(brief, writer => BriefCsv.Write(writer, answer), ink => new BriefRenderer(ink).Render(path, brief, answer));
                telling.Tell(terminal, parsed.FormOf(format));
                return ExitCodes.Success;
            });
        });
        return command;
    }

    private static Task<ScoreFitResponse> WeighAsync(InfluenceClient client, Brief brief, string model, CancellationToken cancellationToken)
    {
        // What is not known is imputed here, so that every component that the brief asks for has its weight.
        var imputing = brief.Clone();
        imputing.MissingPolicy = MissingPolicy.Neutral;
        return client.ScoreFitAsync(new CreatorProfile { CreatorId = "nobody" }, imputing, model, cancellationToken);
    }
}
