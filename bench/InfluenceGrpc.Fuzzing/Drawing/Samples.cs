using System.Text;

namespace InfluenceGrpc.Fuzzing.Drawing;

/// <summary>Valid files to begin with, which are part of this program.</summary>
internal static class Samples
{
    /// <summary>The files of a folder, in the order of their names.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Of(string folder) =>
    [
        .. typeof(Samples).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{folder}/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (name[(folder.Length + 1)..], Read(name))),
    ];

    /// <summary>The same as text, without lines that are comments, which the JSON of protobuf does not know.</summary>
    public static IEnumerable<(string Name, string Text)> TextsOf(string folder) =>
        Of(folder).Select(file => (file.Name, WithoutComments(Encoding.UTF8.GetString(file.Bytes))));

    private static string WithoutComments(string text) =>
        string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));

    private static byte[] Read(string name)
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
