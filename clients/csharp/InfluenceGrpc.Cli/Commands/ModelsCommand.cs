using System.CommandLine;
using Google.Protobuf;
using InfluenceGrpc.Cli.Input;
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
                if (parsed.IsJson(format) && one is not null)
                {
                    // To begin a file of one's own with, which must not say that it ships with the server.
                    one.BuiltIn = false;
                }

                var renderer = new ModelsRenderer(Ink.On(terminal.Output, terminal.Colours));
                if (parsed.IsJson(format))
                {
                    var json = new JsonFormatter(JsonFormatter.Settings.Default.WithIndentation());
                    await terminal.Output.WriteLineAsync(json.Format(one ?? (IMessage)known));
                }
                else if (one is not null)
                {
                    renderer.RenderOne(one, one.Id == known.DefaultModelId);
                }
                else
                {
                    renderer.RenderList(known);
                }

                return ExitCodes.Success;
            });
        });
        return command;
    }
}
