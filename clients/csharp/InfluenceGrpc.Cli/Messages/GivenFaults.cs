using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Messages;

/// <summary>All that is wrong with a request, told at once: what its files say wrong and what the server refuses.</summary>
/// <param name="model">Id of the fit model that is asked for; empty for the server's default.</param>
/// <param name="modelPath">Path of that id in the request.</param>
/// <param name="parts">What the request is made of; of two that hold a field, the first counts.</param>
internal sealed class GivenFaults(string model, string modelPath, params IReadOnlyList<GivenPart> parts)
{
    private const string ModelLabel = "modelId";

    /// <summary>Whether a file is not what it is to be.</summary>
    public bool AreOfFiles { get; } = parts.Any(part => part.Faults.Count > 0);

    /// <summary>Every fault, those of files first; empty where there is none.</summary>
    /// <param name="client">The server that judges.</param>
    /// <param name="ask">Sends the request; null where too little could be read to send anything.</param>
    /// <param name="cancellationToken">Ends asking.</param>
    /// <exception cref="InputException">Nothing is wrong but the model.</exception>
    /// <exception cref="InfluenceException">The server could not answer, and no file is at fault.</exception>
    public async Task<IReadOnlyList<string>> TellAsync(InfluenceClient client, Func<Task>? ask, CancellationToken cancellationToken)
    {
        List<string> told = [.. parts.SelectMany(part => part.Faults.Select(fault => part.Tell(fault.Text)))];
        if (ask is not null)
        {
            told.AddRange(await AskAsync(client, ask, cancellationToken));
        }

        return told;
    }

    // What the server finds wrong beyond the faults of the files.
    private async Task<IEnumerable<string>> AskAsync(InfluenceClient client, Func<Task> ask, CancellationToken cancellationToken)
    {
        try
        {
            await ask();
            return [];
        }
        catch (InfluenceException fault) when (fault.Violations.Count > 0)
        {
            var known = fault.Violations.Any(violation => violation.Field == modelPath) ? await KnownAsync(client, cancellationToken) : "";
            if (fault.Violations.Count == 1 && !AreOfFiles && known.Length > 0)
            {
                throw new InputException($"The server has no model '{model}'; it has: {known}.");
            }

            return [.. fault.Violations.Select(violation => Describe(violation, known)).OfType<string>()];
        }
        catch (InfluenceException fault) when (AreOfFiles)
        {
            return [$"(what else is wrong is not known, because the server did not say: {fault.Error})"];
        }
    }

    private string? Describe(FieldViolation violation, string known)
    {
        if (violation.Field == modelPath)
        {
            return $"{ModelLabel}: the server has no model '{model}'; it has: {known}";
        }

        var part = parts.FirstOrDefault(part => part.Holds(violation.Field));
        return part is null ? $"{violation.Field}: {violation.Description}" : part.Describe(violation.Field, violation.Description);
    }

    private static async Task<string> KnownAsync(InfluenceClient client, CancellationToken cancellationToken) =>
        string.Join(", ", (await client.ListFitModelsAsync(cancellationToken)).Models.Select(model => model.Id));
}
