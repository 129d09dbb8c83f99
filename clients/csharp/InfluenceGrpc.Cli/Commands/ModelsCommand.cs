using System.CommandLine;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence models [ID]</c>.</summary>
internal static class ModelsCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        """
        Examples:
          influence models
          influence models audience-fit-1                  where its constants come from
          influence models audience-fit-1 --output json    every one of them
        """;

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var id = new Argument<string?>("ID") { Description = "A model", Arity = ArgumentArity.ZeroOrOne };
        var format = OutputOption.Create();
        var command = new Command("models", "Lists the fit models that the server knows, and the weights of their presets.") { id, format };
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            return Failures.ReportAsync(terminal, address, async () =>
            {
                using var client = address.Connect();
                var known = await client.ListFitModelsAsync(cancellationToken);
                var one = parsed.GetValue(id) is { } named
                    ? known.Models.FirstOrDefault(model => model.Id == named)
                        ?? throw new InputException($"There is no model '{named}'. Known: {string.Join(", ", known.Models.Select(model => model.Id))}.")
                    : null;
                if (one is not null)
                {
                    // To begin a file of one's own with, which must not say that it ships with the server.
                    one.BuiltIn = false;
                }

                var standard = known.DefaultModelId;
                var telling = one is null
                    ? Telling.Of(known, writer => ModelsCsv.Write(writer, known.Models, standard), ink => new ModelsRenderer(ink).RenderList(known))
                    : Telling.Of(one, writer => ModelsCsv.Write(writer, [one], standard), ink => new ModelsRenderer(ink).RenderOne(one, one.Id == standard));
                telling.Tell(terminal, parsed.FormOf(format));
                return ExitCodes.Success;
            });
        });
        return command;
    }
}
