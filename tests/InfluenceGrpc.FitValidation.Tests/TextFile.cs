namespace InfluenceGrpc.FitValidation.Tests;

/// <summary>A file for the length of a test.</summary>
internal sealed class TextFile : IDisposable
{
    public TextFile(params string[] lines) => File.WriteAllLines(Path, lines);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(Path);
}
