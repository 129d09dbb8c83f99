using System.Text;

namespace InfluenceGrpc.Server.Operations;

/// <summary>What people type, and what they are told.</summary>
internal static class CommandLine
{
    private const string EnvironmentPrefix = "INFLUENCE_";

    private static readonly Dictionary<string, string> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--listen"] = "Server:Listen",
        ["--schemes"] = "Tiers:SchemesFolder",
        ["--default-scheme"] = "Tiers:DefaultScheme",
    };

    /// <summary>Whether help is asked for.</summary>
    public static bool AsksForHelp(string[] args) => args.Any(arg => arg is "--help" or "-h" or "-?");

    /// <summary>
    /// A host builder whose configuration is, from weakest to strongest: appsettings.json beside the program,
    /// environment, command line.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddEnvironmentVariables(EnvironmentPrefix);
        builder.Configuration.AddCommandLine(args, Switches);
        return builder;
    }

    /// <summary>Switches that nobody reads: a mistyped one must not pass for its default.</summary>
    public static IEnumerable<string> UnknownSwitches(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var name = args[i].Split('=', 2)[0];
            var known = Switches.ContainsKey(name)
                || Settings.All.Any(setting => $"--{setting.Key}".Equals(name, StringComparison.OrdinalIgnoreCase))
                || name.StartsWith("--Logging:", StringComparison.OrdinalIgnoreCase);
            if (!known)
            {
                yield return $"{args[i]} is not a switch; --help lists them all.";
            }
            else if (!args[i].Contains('=', StringComparison.Ordinal))
            {
                i++;
            }
        }
    }

    /// <summary>What --help prints.</summary>
    public static string Help()
    {
        var text = new StringBuilder();
        text.AppendLine("InfluenceGrpc server: tells creators' tiers over gRPC.");
        text.AppendLine();
        text.AppendLine("  InfluenceGrpc.Server [--listen ADDRESS:PORT] [--schemes FOLDER] [--default-scheme ID] [--KEY VALUE]...");
        text.AppendLine();
        text.AppendLine("Settings (KEY). Each can also be set in appsettings.json beside the program, or as an environment variable");
        text.AppendLine($"with {EnvironmentPrefix} before it and __ for the colon, such as {EnvironmentPrefix}Server__Listen=127.0.0.1:6000.");
        foreach (var setting in Settings.All)
        {
            text.AppendLine();
            text.AppendLine($"  {setting.Key}   default: {(setting.Default.Length == 0 ? "(none)" : setting.Default)}");
            text.AppendLine($"      {setting.Meaning}");
            text.AppendLine($"      Allowed: {setting.Range}.");
        }

        text.AppendLine();
        text.Append("Exit codes: 0 stopped in order, 1 could not serve, 2 wrong settings or schemes.");
        return text.ToString();
    }

    /// <summary>Tells people everything that keeps the server from starting.</summary>
    public static void Report(IReadOnlyList<string> faults)
    {
        Console.Error.WriteLine($"The server cannot start: {faults.Count} {(faults.Count == 1 ? "thing is" : "things are")} wrong.");
        foreach (var fault in faults)
        {
            Console.Error.WriteLine($"  - {fault}");
        }

        Console.Error.WriteLine("--help lists all settings.");
    }
}
