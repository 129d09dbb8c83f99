using System.Globalization;
using System.Text.RegularExpressions;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Tiers;

namespace InfluenceGrpc.Server.Operations;

/// <summary>Puts the schemes together: those that ship, and those of the deployment's folder.</summary>
internal static partial class TierSchemeLoader
{
    /// <summary>Largest scheme file read, in bytes.</summary>
    private const int MaxFileBytes = 1024 * 1024;

    /// <summary>The catalog, or null and everything that is wrong, with file and field.</summary>
    public static TierSchemeCatalog? Load(ServerOptions options, out IReadOnlyList<string> faults)
    {
        var found = new List<string>();
        var custom = new List<TierScheme>();
        var files = new List<string>();
        foreach (var file in Files(options.TierSchemesFolder))
        {
            var read = ReadFile(file, found);
            if (read is not null)
            {
                custom.Add(read);
                files.Add(Path.GetFileName(file));
            }
        }

        var catalog = TierSchemeCatalog.Create(custom, options.DefaultTierScheme);
        found.AddRange(catalog.Faults.Select(fault => Explain(fault, files)));
        faults = found;
        return found.Count == 0 ? catalog.Value : null;
    }

    private static TierScheme? ReadFile(string file, List<string> faults)
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

        var read = TierSchemeJson.ReadAndValidate(bytes);
        faults.AddRange(read.Faults.Select(fault => Sentence(name, fault.Path, fault.Message)));
        return read.Value;
    }

    // The catalog names schemes by their place; people know them by their file.
    private static string Explain(Fault fault, List<string> files)
    {
        if (fault.Path == "default")
        {
            return Sentence("Tiers:DefaultScheme", "", fault.Message);
        }

        var place = CustomPlace().Match(fault.Path);
        return place.Success
            ? Sentence(files[int.Parse(place.Groups["index"].ValueSpan, CultureInfo.InvariantCulture)], place.Groups["field"].Value, fault.Message)
            : Sentence("Tiers:SchemesFolder", "", fault.Message);
    }

    [GeneratedRegex(@"^custom\[(?<index>[0-9]+)\]\.(?<field>.+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CustomPlace();

    private static IEnumerable<string> Files(string? folder) =>
        folder is null || !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder).Where(IsJson).Order(StringComparer.Ordinal);

    private static bool IsJson(string file) => Path.GetExtension(file).Equals(".json", StringComparison.OrdinalIgnoreCase);

    private static string Sentence(string place, string path, string message) =>
        path.Length == 0 ? $"{place}: {message}" : $"{place}: {path}: {message}";
}
