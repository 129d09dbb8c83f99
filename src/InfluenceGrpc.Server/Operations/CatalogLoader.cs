using System.Globalization;
using System.Text.RegularExpressions;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Server.Operations;

/// <summary>Puts catalogs together, of tier schemes and of fit models: what ships, and what the deployment's folder holds.</summary>
internal static partial class CatalogLoader
{
    /// <summary>Largest file read, in bytes.</summary>
    private const int MaxFileBytes = 1024 * 1024;

    /// <summary>The schemes, or null and everything that is wrong, with file and field.</summary>
    public static TierSchemeCatalog? LoadTierSchemes(ServerOptions options, List<string> faults) => Load(
        options.TierSchemesFolder,
        TierSchemeJson.ReadAndValidate,
        custom => TierSchemeCatalog.Create(custom, options.DefaultTierScheme),
        ("Tiers:SchemesFolder", "Tiers:DefaultScheme"),
        faults);

    /// <summary>The fit models, or null and everything that is wrong, with file and field.</summary>
    public static FitModelCatalog? LoadFitModels(ServerOptions options, List<string> faults) => Load(
        options.FitModelsFolder,
        FitModelJson.ReadAndValidate,
        custom => FitModelCatalog.Create(custom, options.DefaultFitModel),
        ("Fit:ModelsFolder", "Fit:DefaultModel"),
        faults);

    private static TCatalog? Load<T, TCatalog>(
        string? folder,
        Func<ReadOnlyMemory<byte>, Checked<T>> read,
        Func<IReadOnlyList<T>, Checked<TCatalog>> create,
        (string Folder, string Default) settings,
        List<string> faults)
        where T : class
        where TCatalog : class
    {
        var before = faults.Count;
        var custom = new List<T>();
        var files = new List<string>();
        foreach (var file in Files(folder))
        {
            if (ReadFile(file, read, faults) is { } item)
            {
                custom.Add(item);
                files.Add(Path.GetFileName(file));
            }
        }

        var catalog = create(custom);
        faults.AddRange(catalog.Faults.Select(fault => Explain(fault, files, settings)));
        return faults.Count == before ? catalog.Value : null;
    }

    private static T? ReadFile<T>(string file, Func<ReadOnlyMemory<byte>, Checked<T>> read, List<string> faults)
        where T : class
    {
        var name = Path.GetFileName(file);
        byte[] bytes;
        try
        {
            if (new FileInfo(file).Length > MaxFileBytes)
            {
                faults.Add($"{name}: is larger than {MaxFileBytes} bytes.");
                return null;
            }

            bytes = File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{name}: cannot be read: {exception.Message}");
            return null;
        }

        var item = read(bytes);
        faults.AddRange(item.Faults.Select(fault => Sentence(name, fault.Path, fault.Message)));
        return item.Value;
    }

    // The catalog names what it was given by its place; people know it by its file.
    private static string Explain(Fault fault, List<string> files, (string Folder, string Default) settings)
    {
        if (fault.Path == "default")
        {
            return Sentence(settings.Default, "", fault.Message);
        }

        var place = CustomPlace().Match(fault.Path);
        return place.Success
            ? Sentence(files[int.Parse(place.Groups["index"].ValueSpan, CultureInfo.InvariantCulture)], place.Groups["field"].Value, fault.Message)
            : Sentence(settings.Folder, "", fault.Message);
    }

    [GeneratedRegex(@"^custom\[(?<index>[0-9]+)\]\.(?<field>.+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CustomPlace();

    private static IEnumerable<string> Files(string? folder) =>
        folder is null || !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder).Where(IsJson).Order(StringComparer.Ordinal);

    private static bool IsJson(string file) => Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private static string Sentence(string place, string path, string message) =>
        path.Length == 0 ? $"{place}: {message}" : $"{place}: {path}: {message}";
}
