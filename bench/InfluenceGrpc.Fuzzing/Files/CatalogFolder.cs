namespace InfluenceGrpc.Fuzzing.Files;

/// <summary>A folder with one file, as a deployment names one to its server; gone with it.</summary>
internal sealed class CatalogFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("influence-fuzz-");

    /// <summary>Where it is.</summary>
    public string Path => folder.FullName;

    /// <summary>Puts a file in the place of the one before.</summary>
    public void Write(byte[] bytes) => File.WriteAllBytes(System.IO.Path.Combine(Path, "drawn.json"), bytes);

    public void Dispose() => folder.Delete(recursive: true);
}
