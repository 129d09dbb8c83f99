using System.Globalization;
using System.Text;
using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Classify;

/// <summary>
/// Writes rows as they stood in the input, and their tiers behind. In UTF-8, with a byte order mark where the input had
/// one.
/// </summary>
internal sealed class ResultWriter : IDisposable
{
    private readonly OutputFile? file;
    private readonly StreamWriter text;
    private readonly IRowSource table;
    private bool hasHeader;

    public ResultWriter(string path, Terminal terminal, IRowSource table)
    {
        this.table = table;
        file = path == ClassifySettings.Standard ? null : new OutputFile(path);
        text = new StreamWriter(file?.Stream ?? terminal.OpenOutput(), new UTF8Encoding(table.HasMark), 1 << 16) { NewLine = "\n" };
    }

    public void Write(ClassifiedChunk<CreatorRow> chunk)
    {
        WriteHeader(chunk.Schemes);
        for (var item = 0; item < chunk.Items.Count; item++)
        {
            text.Write(chunk.Items[item].Text);
            var error = chunk.ErrorOf(item)?.Name;
            for (var scheme = 0; scheme < chunk.Schemes.Count; scheme++)
            {
                WriteTier(chunk, scheme, item, failed: error is not null);
            }

            text.Write(table.Delimiter);
            text.WriteLine(error);
        }
    }

    /// <summary>Puts the file in its place.</summary>
    /// <param name="schemes">Those that answered, for an input without rows.</param>
    public void Complete(IReadOnlyList<TierScheme> schemes)
    {
        WriteHeader(schemes);
        text.Flush();
        file?.Commit();
    }

    public void Dispose()
    {
        if (file is null)
        {
            text.Dispose();
        }
        else
        {
            // The stream goes first, so that what the writer still holds goes nowhere.
            file.Dispose();
        }
    }

    private void WriteTier(ClassifiedChunk<CreatorRow> chunk, int scheme, int item, bool failed)
    {
        Span<char> number = stackalloc char[32];
        text.Write(table.Delimiter);
        text.Write(chunk.TierOf(scheme, item)?.Id);
        text.Write(table.Delimiter);
        if (!failed && chunk.OrdinalOf(scheme, item).TryFormat(number, out var length, default, CultureInfo.InvariantCulture))
        {
            text.Write(number[..length]);
        }

        text.Write(table.Delimiter);
        if (!failed)
        {
            text.Write(MarginText.Of(chunk.MarginOf(scheme, item)));
        }
    }

    private void WriteHeader(IReadOnlyList<TierScheme> schemes)
    {
        if (hasHeader)
        {
            return;
        }

        hasHeader = true;
        text.Write(table.Header);
        var taken = table.Headers.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var scheme in schemes)
        {
            WriteName($"{scheme.Id}_tier", taken);
            WriteName($"{scheme.Id}_ordinal", taken);
            WriteName($"{scheme.Id}_margin", taken);
        }

        WriteName("error", taken);
        text.WriteLine();
    }

    // A file that was classified before has these columns already.
    private void WriteName(string name, HashSet<string> taken)
    {
        var free = name;
        for (var i = 2; !taken.Add(free); i++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
        }

        text.Write(table.Delimiter);
        text.Write(free);
    }
}
