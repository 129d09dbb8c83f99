using System.CommandLine;
using Google.Protobuf;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence profiles get ID...</c>.</summary>
internal static class GetCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        """
        Examples:
          influence profiles get c-1042
          influence profiles get c-1042 c-1043 --json      a profile a line, as 'profiles import' takes it
          influence profiles get c-1042 --allow-stale      however old it is
        """;

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var ids = new Argument<string[]>("ID") { Description = "Ids of creators", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "For programs: a profile a line" };
        var reading = new ReadOptionSet();
        var command = new Command("get", "Shows profiles by id.") { ids, json };
        reading.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            return Failures.ReportAsync(terminal, address, async () =>
            {
                var options = new LookupStreamOptions { Read = reading.Read(parsed) };
                using var client = address.Connect();
                return await ShowAsync(
                    terminal, client.LookupProfilesAsync(parsed.GetRequiredValue(ids), options, cancellationToken), parsed.GetValue(json));
            });
        });
        return command;
    }

    private static async Task<int> ShowAsync(Terminal terminal, ProfileLookup<string> lookup, bool json)
    {
        var renderer = new ProfileRenderer(Ink.On(terminal.Output, terminal.Colours));
        var allFound = true;
        await foreach (var chunk in lookup)
        {
            for (var i = 0; i < chunk.Items.Count; i++)
            {
                if (chunk.ProfileOf(i) is not { } profile)
                {
                    allFound = false;
                    await terminal.Error.WriteLineAsync(
                        Visible.Of($"{chunk.Items[i]}: {chunk.ErrorOf(i)?.ToString() ?? "there is no such profile"}"));
                }
                else if (json)
                {
                    await terminal.Output.WriteLineAsync(JsonFormatter.Default.Format(profile));
                }
                else
                {
                    renderer.Render(profile, chunk.DataStatusOf(i));
                }
            }
        }

        return allFound ? ExitCodes.Success : ExitCodes.RowsFailed;
    }
}
