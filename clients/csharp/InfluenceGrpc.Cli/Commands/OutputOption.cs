using System.CommandLine;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>--output</c>: for people or for programs.</summary>
internal static class OutputOption
{
    private static readonly string[] Names = [.. Enum.GetValues<OutputForm>().Select(form => form.ToString().ToLowerInvariant())];

    public static Option<string> Create() => new Option<string>("--output")
    {
        Description = "table for people, csv or json for programs",
        DefaultValueFactory = _ => Names[0],
        HelpName = string.Join('|', Names),
    }.TakeOneOf(Names);

    public static OutputForm FormOf(this ParseResult parsed, Option<string> option) => (OutputForm)Array.IndexOf(Names, parsed.GetRequiredValue(option));
}
