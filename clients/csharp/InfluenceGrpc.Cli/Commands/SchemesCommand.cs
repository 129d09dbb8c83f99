using System.CommandLine;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Cli.Schemes;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence schemes [ID]</c>.</summary>
internal static class SchemesCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        """
        Examples:
          influence schemes
          influence schemes harvard-media
          influence schemes harvard-media --output json > mine.json   a scheme of your own to begin with
        """;

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var id = new Argument<string?>("ID") { Description = "A scheme", Arity = ArgumentArity.ZeroOrOne };
        var format = OutputOption.Create();
        var command = new Command("schemes", "Lists the schemes that the server knows, or tells of one all there is to know.")
        {
            id, format,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            return Failures.ReportAsync(terminal, address, async () =>
            {
                using var client = address.Connect();
                var known = await client.ListTierSchemesAsync(cancellationToken);
                var one = parsed.GetValue(id) is { } named ? SchemeChoice.Find(named, known) : null;
                if (one is not null)
                {
                    // To begin a file of one's own with, which must not say that it ships with the server.
                    one.BuiltIn = false;
                }

                var telling = one is null
                    ? Telling.Of(known, writer => SchemesCsv.Write(writer, known.Schemes, known.DefaultSchemeId), ink => new SchemesRenderer(ink).RenderList(known))
                    : Telling.Of(one, writer => SchemesCsv.Write(writer, [one], known.DefaultSchemeId), ink => new SchemesRenderer(ink).RenderOne(one));
                telling.Tell(terminal, parsed.FormOf(format));
                return ExitCodes.Success;
            });
        });
        return command;
    }
}
