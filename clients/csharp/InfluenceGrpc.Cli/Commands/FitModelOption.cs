using System.CommandLine;

namespace InfluenceGrpc.Cli.Commands;

/// <summary><c>--brief</c> and <c>--model</c>: what creators are scored by.</summary>
internal static class FitModelOption
{
    public static Option<string> CreateBrief() => new("--brief")
    {
        Description = "What is looked for, as JSON; - for standard input. 'influence brief new' writes one to begin with",
        HelpName = "BRIEF.json",
        Required = true,
    };

    public static Option<string?> CreateModel() => new("--model")
    {
        Description = "Id of a fit model. Default: the server's. 'influence models' lists them",
        HelpName = "ID",
    };
}
