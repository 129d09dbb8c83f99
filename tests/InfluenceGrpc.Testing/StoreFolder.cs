namespace InfluenceGrpc.Testing;

/// <summary>A folder for the profiles of one server under test, gone with it.</summary>
public sealed class StoreFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("influence-test-");

    /// <summary>A store in the folder, as --store takes it.</summary>
    public string Store => $"sqlite:{Path.Combine(folder.FullName, "profiles.db")}";

    /// <summary>The switch that names this store, unless the command line names another.</summary>
    public string[] SwitchUnlessIn(string[] switches) =>
        switches.Any(value => value.StartsWith("--store", StringComparison.Ordinal)) ? [] : ["--store", Store];

    /// <inheritdoc/>
    public void Dispose() => folder.Delete(recursive: true);
}
