using System.CommandLine;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence info</c>.</summary>
internal static class InfoCommand
{
    /// <summary>What <c>--help</c> teaches below the options.</summary>
    public const string Lesson =
        """
        --output csv has a row a figure: name and value, named as the contract names its fields, such as limits.max_items.

        Examples:
          influence info
          influence info --output json
          influence doctor                 where it is not told
        """;

    public static Command Create(Terminal terminal, ServerOptionSet server)
    {
        var format = OutputOption.Create();
        var command = new Command("info", "Tells the server's version, limits and defaults.") { format };
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = server.Read(parsed, terminal);
            return Failures.ReportAsync(terminal, address, async () =>
            {
                using var client = address.Connect();
                var info = await client.GetServerInfoAsync(cancellationToken);
                var telling = Telling.Of(info, writer => InfoCsv.Write(writer, info), ink => InfoRenderer.Render(ink, address.Address, info));
                telling.Tell(terminal, parsed.FormOf(format));
                return ExitCodes.Success;
            });
        });
        return command;
    }
}
