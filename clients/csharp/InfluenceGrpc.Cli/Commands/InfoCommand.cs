using System.CommandLine;
using Google.Protobuf;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>influence info</c>.</summary>
internal static class InfoCommand
{
    public static Command Create(Terminal terminal, Option<string?> server)
    {
        var format = OutputOption.Create();
        var command = new Command("info", "Tells the server's version, limits and defaults.") { format };
        command.SetAction((parsed, cancellationToken) =>
        {
            var address = ServerAddress.Of(parsed.GetValue(server), terminal);
            return Failures.ReportAsync(terminal, address, async () =>
            {
                using var client = ServerAddress.Connect(address);
                var info = await client.GetServerInfoAsync(cancellationToken);
                if (parsed.IsJson(format))
                {
                    await terminal.Output.WriteLineAsync(new JsonFormatter(JsonFormatter.Settings.Default.WithIndentation()).Format(info));
                }
                else
                {
                    InfoRenderer.Render(Ink.On(terminal.Output, terminal.Colours), address, info);
                }

                return ExitCodes.Success;
            });
        });
        return command;
    }
}
