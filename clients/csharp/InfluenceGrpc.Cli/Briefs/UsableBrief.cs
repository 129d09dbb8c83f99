using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Briefs;

/// <summary>A brief that the server takes; or all that is wrong with it, told at once: what the file says wrong and what the server refuses.</summary>
internal static class UsableBrief
{
    private const string BriefPath = "brief.";
    private const string ModelPath = "modelId";

    /// <param name="client">The server that judges.</param>
    /// <param name="path">Path of the brief; "-" for standard input.</param>
    /// <param name="model">Id of the fit model; empty for the server's default.</param>
    /// <param name="terminal">Where standard input comes from.</param>
    /// <param name="cancellationToken">Ends reading and asking.</param>
    /// <exception cref="InputException">The brief or the model cannot be used; every fault is named.</exception>
    public static async Task<Brief> ReadAsync(
        InfluenceClient client, string path, string model, Terminal terminal, CancellationToken cancellationToken)
    {
        var draft = await BriefFile.ReadAsync(path, terminal, cancellationToken);
        List<string> told = [.. draft.Faults.Select(fault => fault.Text)];
        if (draft.Brief is not null)
        {
            told.AddRange(await AskAsync(client, draft, model, cancellationToken));
        }

        return told.Count == 0
            ? draft.Brief!
            : throw new InputException($"{path} {(draft.Faults.Count > 0 ? "is no brief" : "cannot be used")}:", told);
    }

    // What the server finds wrong beyond the faults of the file.
    private static async Task<IEnumerable<string>> AskAsync(
        InfluenceClient client, BriefDraft draft, string model, CancellationToken cancellationToken)
    {
        try
        {
            // No ids: nothing is looked up, and only the brief and the model are judged.
            var nobody = new BatchScoreFitRequest { Items = new Items { Ids = new CreatorIds() }, Brief = draft.Brief, ModelId = model };
            await client.BatchScoreFitAsync(nobody, cancellationToken);
            return [];
        }
        catch (InfluenceException fault) when (fault.Violations.Count > 0)
        {
            var known = fault.Violations.Any(violation => violation.Field == ModelPath) ? await KnownAsync(client, cancellationToken) : "";
            if (fault.Violations.Count == 1 && draft.Faults.Count == 0 && known.Length > 0)
            {
                throw new InputException($"The server has no model '{model}'; it has: {known}.");
            }

            return
            [
                .. fault.Violations
                    .Select(violation => violation with { Field = Bare(violation.Field) })
                    .Where(violation => !draft.Faults.Any(told => Follows(violation.Field, told.Path)))
                    .Select(violation => violation.Field == ModelPath
                        ? $"{ModelPath}: the server has no model '{model}'; it has: {known}"
                        : $"{violation.Field}: {violation.Description}"),
            ];
        }
        catch (InfluenceException fault) when (draft.Faults.Count > 0)
        {
            return [$"(what else is wrong is not known, because the server did not say: {fault.Error})"];
        }
    }

    private static async Task<string> KnownAsync(InfluenceClient client, CancellationToken cancellationToken) =>
        string.Join(", ", (await client.ListFitModelsAsync(cancellationToken)).Models.Select(model => model.Id));

    private static string Bare(string field) =>
        field.StartsWith(BriefPath, StringComparison.Ordinal) ? field[BriefPath.Length..] : field == BriefPath[..^1] ? "" : field;

    // Whether a fault of the server's may come of what the file says wrong at a field: that field was left out, or something stood in.
    private static bool Follows(string field, string? wrong) =>
        wrong is null || field.Length == 0 || field == wrong || IsBelow(field, wrong) || wrong.StartsWith($"{field}.", StringComparison.Ordinal);

    private static bool IsBelow(string field, string parent) =>
        field.Length > parent.Length && field.StartsWith(parent, StringComparison.Ordinal) && field[parent.Length] is '.' or '[';
}
