using System.CommandLine;
using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence profiles get ID...</c>.</summary>
internal static class GetCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        """
        --output json prints a profile a line, as 'profiles import' takes it; --json is short for it. --output csv has the columns
        that 'profiles import' reads, and leaves out what they cannot hold, such as ages, brands and safety flags.

        Examples:
          influence profiles get c-1042
          influence profiles get c-1042 c-1043 --json
          influence profiles get c-1042 --allow-stale      however old it is
        """;

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var ids = new Argument<string[]>("ID") { Description = "Ids of creators", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "Short for --output json" };
        var format = OutputOption.Create();
        var reading = new ReadOptionSet();
        var command = new Command("get", "Shows profiles by id.") { ids, json, format };
        reading.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            return Failures.ReportAsync(terminal, address, async () =>
            {
                var options = new LookupStreamOptions { Read = reading.Read(parsed) };
                var form = FormOf(parsed, json, format);
                using var client = address.Connect();
                return await ShowAsync(terminal, client.LookupProfilesAsync(parsed.GetRequiredValue(ids), options, cancellationToken), form);
            });
        });
        return command;
    }

    private static OutputForm FormOf(ParseResult parsed, Option<bool> json, Option<string> format)
    {
        var form = parsed.FormOf(format);
        if (!parsed.GetValue(json))
        {
            return form;
        }

        return form is OutputForm.Json || parsed.GetResult(format) is { Implicit: true }
            ? OutputForm.Json
            : throw new InputException($"--json and --output {parsed.GetValue(format)} do not go together: give one of them.");
    }

    private static async Task<int> ShowAsync(Terminal terminal, ProfileLookup<string> lookup, OutputForm form)
    {
        var show = ShowerOf(terminal, form);
        var allFound = true;
        await foreach (var chunk in lookup)
        {
            for (var i = 0; i < chunk.Items.Count; i++)
            {
                if (chunk.ProfileOf(i) is { } profile)
                {
                    show(profile, chunk.DataStatusOf(i));
                    continue;
                }

                allFound = false;
                var why = chunk.ErrorOf(i)?.ToString()
                    ?? (chunk.DataStatusOf(i) == DataStatus.OutsideMaxAge ? "its profile is older than asked for; --allow-stale shows it all the same" : "there is no such profile");
                await terminal.Error.WriteLineAsync(Visible.Of($"{chunk.Items[i]}: {why}"));
            }
        }

        return allFound ? ExitCodes.Success : ExitCodes.RowsFailed;
    }

    // Each is shown as it comes: there may be any number.
    private static Action<CreatorProfile, DataStatus> ShowerOf(Terminal terminal, OutputForm form)
    {
        switch (form)
        {
            case OutputForm.Json:
                return (profile, _) => terminal.Output.WriteLine(JsonFormatter.Default.Format(profile));
            case OutputForm.Csv:
                var rows = new ProfileCsv(terminal.Output);
                return (profile, _) => rows.Write(profile);
            default:
                return new ProfileRenderer(Ink.Of(terminal)).Render;
        }
    }
}
