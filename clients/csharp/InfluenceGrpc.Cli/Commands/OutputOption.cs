using System.CommandLine;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>--output</c>: for people or for programs.</summary>
internal static class OutputOption
{
    public static Option<string> Create() => new Option<string>("--output")
    {
        Description = "table for people, json for programs",
        DefaultValueFactory = _ => "table",
        HelpName = "table|json",
    }.AcceptOnlyFromAmong("table", "json");

    public static bool IsJson(this ParseResult parsed, Option<string> option) => parsed.GetValue(option) == "json";
}
