using System.Globalization;
using System.Text;
using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Fuzzing.Drawing;

namespace InfluenceGrpc.Fuzzing.Files;

/// <summary>Files of creators, profiles and ids to the readers of the command line.</summary>
/// <remarks>A file reads alike whether it comes as a whole or in pieces.</remarks>
internal sealed class CsvTarget : IFuzzTarget
{
    private static readonly TableOptions Options = new(null, new Dictionary<ColumnField, string>(), null);

    private readonly Dictionary<string, IReadOnlyList<byte[]>> files;

    public CsvTarget()
    {
        var tables = Samples.Of("tables").ToDictionary(file => file.Name, file => FirstLines(file.Bytes), StringComparer.Ordinal);
        files = new(StringComparer.Ordinal)
        {
            ["creators"] = [tables["creators.csv"], tables["profiles.csv"]],
            ["profiles"] = [tables["profiles.csv"], tables["creators.csv"]],
            ["ids"] = [tables["ids.csv"], tables["ids-in-a-column.csv"], tables["creators.csv"]],
            ["json lines"] = [.. Samples.Of("creators").Concat(Samples.Of("messages")).Select(file => FirstLines(file.Bytes))],
        };
    }

    public FuzzInput Draw(Random random)
    {
        var subject = random.Pick([.. files.Keys]);
        var known = files[subject];
        string how;
        var bytes = subject == "json lines" && random.Chance(0.6)
            ? JsonMutator.Draw(random, LinesOf(known[0]), out how)
            : TableMutator.Draw(random, known, out how);
        return new FuzzInput(subject, how, [bytes]);
    }

    public async Task<FuzzVerdict> TryAsync(FuzzInput input)
    {
        var bytes = input.Parts[0];
        var whole = await ReadAsync(input.Subject, new MemoryStream(bytes, writable: false));
        var pieces = await ReadAsync(input.Subject, new DribblingStream(bytes, new Random(bytes.Length)));
        var fault = whole.Fault ?? (whole.Told == pieces.Told ? null : $"reads otherwise in pieces: {Difference(whole.Told, pieces.Told)}");
        return new FuzzVerdict(whole.Outcome, fault);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static byte[] FirstLines(byte[] bytes) =>
        Encoding.UTF8.GetBytes(string.Join('\n', Encoding.UTF8.GetString(bytes).Split('\n').Take(30)));

    private static IReadOnlyList<byte[]> LinesOf(byte[] bytes) =>
        [.. Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes)];

    private static string Difference(string whole, string pieces) =>
        string.Join(" / ", whole.Split('\n').Zip(pieces.Split('\n')).Where(lines => lines.First != lines.Second).Take(1))
        + $" ({whole.Length} and {pieces.Length} characters)";

    private static async Task<(string Outcome, string? Fault, string Told)> ReadAsync(string subject, Stream stream)
    {
        var told = new StringBuilder();
        try
        {
            var (rows, bad) = await RowsAsync(subject, stream, told);
            return (bad == 0 ? $"{subject}: all read" : rows > 0 ? $"{subject}: some read" : $"{subject}: none read", null, told.ToString());
        }
        catch (InputException refused)
        {
            var fault = string.IsNullOrWhiteSpace(refused.Message) ? "a fault without a message" : null;
            return ($"{subject}: refused", fault, told.Append(refused.Message).ToString());
        }
        catch (InvalidDataException broken)
        {
            return ($"{subject}: broken", broken.Message, told.ToString());
        }
    }

    private static async Task<(int Rows, int Bad)> RowsAsync(string subject, Stream stream, StringBuilder told) => subject switch
    {
        "creators" => await RowsAsync(await CreatorTable.OpenAsync(stream, Options, default), needsIds: false, told),
        "ids" => await RowsAsync(await IdTable.OpenAsync(stream, Options, default), needsIds: true, told),
        "profiles" => await RowsAsync(await CsvProfileReader.OpenAsync(stream, Options, default), told),
        _ => await RowsAsync(await JsonProfileReader.OpenAsync(stream, default), told),
    };

    private static async Task<(int Rows, int Bad)> RowsAsync(IRowSource source, bool needsIds, StringBuilder told)
    {
        var (rows, bad, line) = (0, 0, 0L);
        using (source)
        {
            await foreach (var row in source.ReadAsync(Note))
            {
                rows++;
                if (needsIds && row.Id.Length == 0)
                {
                    throw new InvalidDataException("a row has no id");
                }

                Take(row.Line, row.Followers?.ToString(CultureInfo.InvariantCulture) ?? row.Id);
            }
        }

        return (rows, bad);

        void Note(BadRow row)
        {
            bad++;
            Take(row.Line, row.Reason.Length > 0 ? row.Reason : throw new InvalidDataException("a row is bad for no reason"));
        }

        void Take(long at, string what)
        {
            line = at > line ? at : throw new InvalidDataException($"line {at} comes after line {line}");
            told.Append(CultureInfo.InvariantCulture, $"{at}: {what}\n");
        }
    }

    private static async Task<(int Rows, int Bad)> RowsAsync(IProfileReader reader, StringBuilder told)
    {
        var (rows, bad, line) = (0, 0, 0L);
        using (reader)
        {
            while (await reader.ReadAsync(default))
            {
                line = reader.Line > line ? reader.Line : throw new InvalidDataException($"line {reader.Line} comes after line {line}");
                var profile = reader.Profile(out var fault);
                if ((profile is null) == string.IsNullOrEmpty(fault))
                {
                    throw new InvalidDataException($"line {line} has a profile and a fault, or neither: {fault}");
                }

                (rows, bad) = profile is null ? (rows, bad + 1) : (rows + 1, bad);
                told.Append(CultureInfo.InvariantCulture, $"{line}: {fault ?? RowOf(reader, profile!)}\n");
            }
        }

        return (rows, bad);
    }

    // Written again, as commands do behind a row.
    private static string RowOf(IProfileReader reader, CreatorProfile profile) => $"{profile} {reader.RowText(profile)}";
}
