using System.CommandLine;
using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence profiles delete ID...</c>.</summary>
internal sealed class DeleteCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        $"""
        A deletion is remembered for as long as the server is set to: until then, only a higher version brings the creator
        back. --version N deletes what has version N or a lower one; without it, whatever is there.

        Examples:
          influence profiles delete c-1042
          influence profiles delete c-1042 --version 17
          influence profiles delete --ids gone.txt --yes

        {ExitCodes.Help}
        """;

    private static readonly TableOptions Plain = new(null, new Dictionary<ColumnField, string>(), null);

    private readonly Argument<string[]> ids = new("ID") { Description = "Ids of creators", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> file = new("--ids")
    {
        Description = "Whose profiles: one id a line, or CSV with a column of ids",
        HelpName = "FILE",
    };

    private readonly Option<ulong?> version = new("--version") { Description = "The version of the deletion", HelpName = "N" };
    private readonly Option<bool> yes = new("--yes", "-y") { Description = "Do not ask" };

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var self = new DeleteCommand();
        var command = new Command("delete", "Deletes profiles by id.") { self.ids, self.file, self.version, self.yes };
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            return Failures.ReportAsync(terminal, address, () => self.RunAsync(parsed, terminal, address, cancellationToken));
        });
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, Terminal terminal, ServerAddress address, CancellationToken cancellationToken)
    {
        var named = await NamedAsync(parsed, terminal, cancellationToken);
        if (!parsed.GetValue(yes) && !await IsWantedAsync(terminal, named.Count, address))
        {
            await terminal.Error.WriteLineAsync("nothing was deleted");
            return ExitCodes.Interrupted;
        }

        using var client = address.Connect();
        var options = new DeleteOptions
        {
            Versions = parsed.GetValue(version) is { } one ? [.. Enumerable.Repeat(one, named.Count)] : null,
        };
        var outcomes = await client.DeleteProfilesAsync(named, options, cancellationToken);
        foreach (var failed in outcomes.Where(one => one.Error is not null))
        {
            await terminal.Error.WriteLineAsync(Visible.Of($"{failed.CreatorId}: {failed.Error}"));
        }

        await terminal.Output.WriteLineAsync(
            $"{Count(outcomes, DeleteOutcome.Deleted)} deleted, {Count(outcomes, DeleteOutcome.NotFound)} were not there, "
            + $"{Count(outcomes, DeleteOutcome.Superseded)} kept for a higher version, {Count(outcomes, DeleteOutcome.Unspecified)} failed");
        return outcomes.Any(one => one.Error is not null) ? ExitCodes.RowsFailed : ExitCodes.Success;
    }

    private async Task<IReadOnlyList<string>> NamedAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var stated = parsed.GetValue(ids) ?? [];
        if (parsed.GetValue(file) is not { } path)
        {
            return stated.Length > 0 ? stated : throw new InputException("Name the creators, or a file of ids with --ids.");
        }

        if (stated.Length > 0)
        {
            throw new InputException("Name the creators or a file of ids with --ids, not both.");
        }

        List<string> read = [];
        using var table = await IdTable.OpenAsync(InputFile.Open(path, terminal), Plain, cancellationToken);
        await foreach (var row in table.ReadAsync(Refuse, cancellationToken))
        {
            read.Add(row.Id);
        }

        return read;

        // Half of a deletion is not what was asked for.
        static void Refuse(BadRow row) => throw new InputException($"Line {row.Line} names no creator: {row.Reason}. Nothing was deleted.");
    }

    private static async Task<bool> IsWantedAsync(Terminal terminal, int count, ServerAddress address)
    {
        if (!terminal.InputIsTerminal)
        {
            throw new InputException("Nobody is there to be asked whether to delete: say --yes.");
        }

        await terminal.Error.WriteAsync($"Delete {Figures.Count(count)} profiles at {Visible.Of(address.Address)}? [y/N] ");
        using var answers = new StreamReader(terminal.OpenInput());
        return (await answers.ReadLineAsync())?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    private static string Count(IReadOnlyList<DeletedProfile> outcomes, DeleteOutcome outcome) =>
        Figures.Count(outcomes.Count(one => one.Outcome == outcome));
}
