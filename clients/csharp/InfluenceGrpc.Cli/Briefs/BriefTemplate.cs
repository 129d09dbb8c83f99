using System.Text;

namespace InfluenceGrpc.Cli.Briefs;

/// <summary>A brief to begin with, in which every field is explained.</summary>
internal static class BriefTemplate
{
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(BriefTemplate).Assembly.GetManifestResourceStream("template.jsonc")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
