using System.CommandLine;
using Google.Protobuf;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence info</c>.</summary>
internal static class InfoCommand
{
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
                if (parsed.IsJson(format))
                {
                    await terminal.Output.WriteLineAsync(new JsonFormatter(JsonFormatter.Settings.Default.WithIndentation()).Format(info));
                }
                else
                {
                    InfoRenderer.Render(Ink.On(terminal.Output, terminal.Colours), address.Address, info);
                }

                return ExitCodes.Success;
            });
        });
        return command;
    }
}
