using System.Text;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Tiers;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;

namespace InfluenceGrpc.Server.Operations;

/// <summary>Says what a server put together from its settings would go by. Nothing of it was started: no port, no store.</summary>
internal static class ConfigCheck
{
    /// <summary>The switch that asks for it.</summary>
    public const string Switch = "--check-config";

    /// <summary>Where it would serve, with what, and every setting that differs from its default with the place it came from.</summary>
    public static string Tell(WebApplication app)
    {
        var options = app.Services.GetRequiredService<ServerOptions>();
        var schemes = app.Services.GetRequiredService<TierSchemeCatalog>();
        var models = app.Services.GetRequiredService<FitModelCatalog>();
        var text = new StringBuilder();
        text.AppendLine("The settings are right: nothing was found wrong with them, the tier schemes or the fit models.");
        text.AppendLine($"The server would serve on {options.Listen}{(options.Web.Listen is { } web ? $", as JSON on {web}," : "")} with {schemes.Schemes.Count} tier schemes (default {schemes.Default.Id})"
            + $" and {models.Models.Count} fit models (default {models.Default.Id}).");
        var differing = Settings.All.Where(setting => Differs(setting, app.Configuration[setting.Key])).ToArray();
        text.Append(differing.Length == 0 ? "Every setting has its default." : "Settings that differ from their defaults:");
        foreach (var setting in differing)
        {
            var value = setting.IsSecret ? "(set)" : app.Configuration[setting.Key]!.Trim();
            text.AppendLine();
            text.Append($"  {setting.Key} = {value}   from {OriginOf(setting.Key, (IConfigurationRoot)app.Configuration)}");
        }

        return text.ToString();
    }

    // By what comes of it, not by how it is written: 0:05:00 is 00:05:00.
    private static bool Differs(Setting setting, string? text) =>
        text is not null && setting.Apply(new(), text.Trim()) is { } applied && applied != new ServerOptions();

    // The last that has it wins.
    private static string OriginOf(string key, IConfigurationRoot configuration) =>
        configuration.Providers.LastOrDefault(provider => provider.TryGet(key, out _)) switch
        {
            EnvironmentVariablesConfigurationProvider => $"the environment, {CommandLine.VariableOf(key)}",
            MemoryConfigurationProvider => "the command line",
            _ => $"the file {CommandLine.SettingsFile}",
        };
}
