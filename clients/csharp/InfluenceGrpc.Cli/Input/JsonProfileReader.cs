using Influence.V1;

namespace InfluenceGrpc.Cli.Input;

/// <summary>Profiles as JSON (the proto3 JSON mapping of <c>CreatorProfile</c>), one a line.</summary>
internal sealed class JsonProfileReader : IProfileReader
{
    private readonly InputText text;
    private readonly LineReader lines;

    private JsonProfileReader(InputText text)
    {
        this.text = text;
        lines = new LineReader(text.Reader);
    }

    public long BytesRead => text.BytesRead;

    public long? BytesTotal => text.BytesTotal;

    public long Line => lines.Line;

    public string Raw => lines.Text;

    public IEnumerable<string> Findings => [];

    public TableFrame Frame => TableFrame.OfIds(text.HasMark);

    public static async Task<JsonProfileReader> OpenAsync(Stream stream, CancellationToken cancellationToken) =>
        new(await InputText.OpenAsync(stream, cancellationToken));

    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (await lines.ReadAsync(cancellationToken))
        {
            if (!string.IsNullOrWhiteSpace(lines.Text))
            {
                return true;
            }
        }

        return false;
    }

    public CreatorProfile? Profile(out string? fault)
    {
        if (lines.IsTooLong)
        {
            fault = "the line is longer than 4 MiB";
            return null;
        }

        try
        {
            // One without an id is read all the same: the server says what is wrong with it, and its row is not lost.
            fault = null;
            return CreatorProfile.Parser.ParseJson(lines.Text);
        }
        catch (Exception exception) when (exception is IOException or FormatException or OverflowException or ArgumentException)
        {
            // What the parser says of text that is not JSON, and of JSON that is no profile, is an IOException.
            fault = $"not a profile in JSON: {exception.Message.ReplaceLineEndings(" ")}";
            return null;
        }
    }

    // JSON has no cells to write others behind.
    public string RowText(CreatorProfile profile) => CsvText.Quote(profile.CreatorId);

    public void Dispose() => text.Dispose();
}
