using System.Text;

namespace InfluenceGrpc.Server.Operations;

/// <summary>What people type, and what they are told.</summary>
internal static class CommandLine
{
    private const string EnvironmentPrefix = "INFLUENCE_";

    /// <summary>The file that settings are read from, beside the program.</summary>
    public const string SettingsFile = "appsettings.json";

    // The host's own sources, which are taken out again, would otherwise watch the folder for changes, which nobody would hear of.
    private const string Unwatched = "--hostBuilder:reloadConfigOnChange=false";

    private static readonly Dictionary<string, string> Switches = new(StringComparer.OrdinalIgnoreCase)
    {
        ["--listen"] = "Server:Listen",
        ["--store"] = "Profiles:Store",
        ["--schemes"] = "Tiers:SchemesFolder",
        ["--default-scheme"] = "Tiers:DefaultScheme",
        ["--models"] = "Fit:ModelsFolder",
        ["--default-model"] = "Fit:DefaultModel",
    };

    /// <summary>Whether help is asked for.</summary>
    public static bool AsksForHelp(string[] args) => args.Any(arg => arg is "--help" or "-h" or "-?");

    /// <summary>Whether a new API key is asked for.</summary>
    public static bool AsksForKey(string[] args) => args is ["--new-api-key"];

    /// <summary>
    /// A host builder whose configuration is, from weakest to strongest: appsettings.json beside the program,
    /// environment variables with our prefix, command line. Nothing else is read, so nothing else can surprise.
    /// </summary>
    /// <param name="args">The command line.</param>
    /// <param name="faults">Takes everything that is wrong with the command line and the file.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args, List<string> faults)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = [Unwatched] });
        AddSources(builder.Configuration, args, faults);
        return builder;
    }

    /// <summary>Makes a configuration of file, environment and command line, and of nothing else.</summary>
    public static void AddSources(ConfigurationManager configuration, string[] args, List<string> faults)
    {
        var sources = ((IConfigurationBuilder)configuration).Sources;
        sources.Clear();
        try
        {
            configuration.AddJsonFile(SettingsFile, optional: true, reloadOnChange: false);
        }
        catch (InvalidDataException exception)
        {
            sources.Clear();
            faults.Add($"{SettingsFile}: {exception.InnerException?.Message ?? exception.Message}");
        }

        configuration.AddEnvironmentVariables(EnvironmentPrefix);
        configuration.AddInMemoryCollection(Read(args, faults));
    }

    /// <summary>The environment variable of a setting.</summary>
    public static string VariableOf(string key) => EnvironmentPrefix + key.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Reads "--switch value" and "--switch=value"; a mistyped switch must not pass for its default.</summary>
    public static Dictionary<string, string?> Read(string[] args, List<string> faults)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < args.Length; i++)
        {
            var parts = args[i].Split('=', 2);
            var value = parts.Length == 2 ? parts[1]
                : i + 1 < args.Length && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i]
                : null;
            if (KeyOf(parts[0]) is not { } key)
            {
                faults.Add($"{parts[0]} is not a switch; --help lists them all.");
            }
            else if (value is null)
            {
                faults.Add($"{parts[0]} needs a value.");
            }
            else if (!values.TryAdd(key, value))
            {
                faults.Add($"{parts[0]} is given twice.");
            }
        }

        return values;
    }

    private static string? KeyOf(string name)
    {
        if (Switches.TryGetValue(name, out var key))
        {
            return key;
        }

        var known = name.StartsWith("--Logging:", StringComparison.OrdinalIgnoreCase)
            || (name.StartsWith("--", StringComparison.Ordinal) && CallerSettings.IsKey(name[2..]))
            || Settings.All.Any(setting => $"--{setting.Key}".Equals(name, StringComparison.OrdinalIgnoreCase));
        return known ? name[2..] : null;
    }

    /// <summary>What --help prints.</summary>
    public static string Help()
    {
        var text = new StringBuilder();
        text.AppendLine("InfluenceGrpc server: keeps creators' profiles and tells their tiers over gRPC.");
        text.AppendLine();
        text.AppendLine("  InfluenceGrpc.Server [--listen ADDRESS:PORT] [--store STORE] [--schemes FOLDER] [--default-scheme ID]");
        text.AppendLine("                       [--models FOLDER] [--default-model ID] [--KEY VALUE]...");
        text.AppendLine("  InfluenceGrpc.Server --check-config [SETTINGS AS ABOVE]");
        text.AppendLine("      Reads settings, schemes and models, says everything that is wrong or what would be in effect, and ends;");
        text.AppendLine("      it opens no port and no store. Exit codes: 0 all is right, 2 something is wrong.");
        text.AppendLine("  InfluenceGrpc.Server --health [ADDRESS] [--health-service NAME]");
        text.AppendLine("      Asks a running server (default: the one that Server:HealthListen or Server:Listen names) whether it serves,");
        text.AppendLine("      or one of its services, and ends within 2 seconds. Exit codes: 0 it serves, 1 it does not or does not answer.");
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
        text.AppendLine("Callers:NAME:KEY   for each caller, by a name of your own; without any, only callers of this machine are answered");
        foreach (var (key, range, meaning) in CallerSettings.Keys)
        {
            text.AppendLine($"  Callers:NAME:{key}");
            text.AppendLine($"      {meaning}");
            text.AppendLine($"      Allowed: {range}.");
        }

        text.AppendLine();
        text.AppendLine("  InfluenceGrpc.Server --new-api-key    prints a new API key for a caller, and its hash for Callers:NAME:Keys");
        text.AppendLine();
        text.Append("Exit codes: 0 stopped in order, 1 could not serve, 2 wrong settings, schemes or models.");
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
