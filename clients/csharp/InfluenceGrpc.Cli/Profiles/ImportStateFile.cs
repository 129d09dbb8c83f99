using System.Text.Json;
using InfluenceGrpc.Cli.Classify;
using InfluenceGrpc.Cli.Input;

namespace InfluenceGrpc.Cli.Profiles;

/// <summary>
/// Keeps the state of an import beside its input, whole at every moment: it is replaced, never written over. What server
/// the rows went to is not part of it.
/// </summary>
internal sealed class ImportStateFile(string input)
{
    public const string Suffix = ".import-state";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string Path { get; } = OutputPaths.Resolve(input) + Suffix;

    /// <summary>The state that an earlier run left; null where there is none.</summary>
    /// <exception cref="InputException">There is one, but of another input or not to be understood.</exception>
    public ImportState? Read(InputIdentity identity)
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        var state = Parse();
        if (state is not { Format: ImportState.CurrentFormat, Input: not null, Counts: not null, Rows: > 0 })
        {
            throw new InputException($"'{Path}' is not the state of an import. Remove it, or begin anew with --from-start.");
        }

        return state.Input == identity
            ? state
            : throw new InputException(
                $"'{input}' has changed since its import was interrupted, so its rows cannot be told from those already written: "
                + $"begin anew with --from-start (profiles sent twice stay unchanged), or remove '{Path}'.");
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
}
