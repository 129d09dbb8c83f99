using System.CommandLine;
using System.CommandLine.Completions;
using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Cli.Schemes;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence tier 12,345</c>.</summary>
internal static class TierCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        """
        Examples:
          influence tier 12,345
          influence tier 3.2M --scheme all
          influence tier 49,000 --scheme harvard-media --scheme iab-uk --output json
          influence tier 49,000 --scheme all --output csv
        """;

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var followers = new Argument<string[]>("FOLLOWERS")
        {
            Description = "A follower count as people write it: 12345, 12,345, 1 234 567, 3.2M",
            Arity = ArgumentArity.OneOrMore,
        };
        var platform = new Option<string?>("--platform")
        {
            Description = $"Where the creator publishes: {string.Join(", ", PlatformNames.Listed)}",
            HelpName = "NAME",
            CompletionSources = { _ => PlatformNames.Listed.Select(name => new CompletionItem(name)) },
        };
        var schemes = new SchemeOptions();
        var format = OutputOption.Create();
        var command = new Command("tier", "Tells one creator's tier, and why.") { followers, platform, format };
        schemes.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            return Failures.ReportAsync(terminal, address, async () =>
            {
                var count = Read(string.Join(' ', parsed.GetRequiredValue(followers)));
                var where = TableOptionSet.ReadPlatform(parsed.GetValue(platform)) ?? Platform.Unspecified;
                using var client = address.Connect();
                var known = await client.ListTierSchemesAsync(cancellationToken);
                var choice = SchemeChoice.Of(schemes.Read(parsed), known, byFollowersOnly: true);
                var answer = await client.ClassifyTierAsync(count, choice.Selection, where, cancellationToken);
                var telling = Telling.Of(answer, writer => TierCsv.Write(writer, count, answer), ink => new TierRenderer(ink).Render(count, answer));
                telling.Tell(terminal, parsed.FormOf(format));
                return ExitCodes.Success;
            });
        });
        return command;
    }

    private static ulong Read(string text)
    {
        var count = FollowerCountParser.Parse(text);
        return count.Value
            ?? throw new InputException($"{(count.Fault is { } fault ? $"{fault}. " : "")}Give a follower count, such as 12345, 12,345 or 3.2M.");
    }
}
