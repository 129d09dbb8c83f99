using System.Text.Json;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Profiles;

/// <summary>
/// Keeps the state of an import beside its input, whole at every moment: it is replaced, never written over.
/// </summary>
/// <remarks>
/// The server is told by its address. A server that is reached at another address is refused as well, though it has the
/// rows: sending them twice costs time, and leaving them out at the wrong server would lose them with a report of success.
/// </remarks>
internal sealed class ImportStateFile(string input, string server)
{
    public const string Suffix = ".import-state";

    // The Python client's command line reads these files and writes the same bytes: an import may go on with either.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Address of the server of this run, in the one way of writing it that is put down.</summary>
    public string Server { get; } = string.Join(',', server.Split(',', StringSplitOptions.TrimEntries).Select(Written));

    public string Path { get; } = OutputPaths.Resolve(input) + Suffix;

    /// <summary>The state that an earlier run left; null where there is none.</summary>
    /// <exception cref="InputException">There is one, but of another input, of another server, or not to be understood.</exception>
    public ImportState? Read(InputIdentity identity)
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        var state = Parse();
        if (state is not { Format: ImportState.CurrentFormat, Input: not null, Server: not null, Counts: not null, Rows: > 0 })
        {
            throw new InputException($"'{Path}' is not the state of an import. Remove it, or begin anew with --from-start.");
        }

        if (state.Input != identity)
        {
            throw new InputException(
                $"'{input}' has changed since its import was interrupted, so its rows cannot be told from those already written: "
                + $"begin anew with --from-start (profiles sent twice stay unchanged), or remove '{Path}'.");
        }

        return state.Server == Server
            ? state
            : throw new InputException(
                $"The import of '{input}' was interrupted at the server {state.Server}; {Server} may have none of its rows: begin anew with "
                + "--from-start, or name the first server to go on there.");
    }

    public void Write(ImportState state)
    {
        using var file = new OutputFile(Path);
        JsonSerializer.Serialize(file.Stream, state, Json);
        file.Commit();
    }

    public void Remove() => File.Delete(Path);

    private ImportState? Parse()
    {
        try
        {
            return JsonSerializer.Deserialize<ImportState>(File.ReadAllBytes(Path), Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Written(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : address;
}
