using System.CommandLine;
using InfluenceGrpc.Cli.Schemes;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>--scheme</c> and <c>--scheme-file</c>.</summary>
internal sealed class SchemeOptions
{
    private const StringSplitOptions Tidy = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private readonly Option<string[]> ids = new("--scheme", "-s")
    {
        Description = "Id of a scheme; may be given several times, or 'all'. Default: the server's. 'influence schemes' lists them",
        HelpName = "ID",
    };

    private readonly Option<string?> file = new("--scheme-file")
    {
        Description = "A scheme of your own, as JSON; 'influence schemes ID --output json' prints one to begin with",
        HelpName = "FILE.json",
    };

    public void AddTo(Command command)
    {
        command.Add(ids);
        command.Add(file);
    }

    public SchemeWish Read(ParseResult parsed) => new(
        [.. (parsed.GetValue(ids) ?? []).SelectMany(id => id.Split(',', Tidy)).Distinct(StringComparer.Ordinal)], parsed.GetValue(file));
}
