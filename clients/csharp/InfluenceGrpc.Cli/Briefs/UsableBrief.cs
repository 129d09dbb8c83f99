using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Messages;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Briefs;

/// <summary>A brief that the server takes; or all that is wrong with it, told at once: what the file says wrong and what the server refuses.</summary>
internal static class UsableBrief
{
    /// <summary>Reads briefs.</summary>
    public static MessageFile<Brief> File { get; } = new("brief", Brief.Parser, "'influence brief new' writes one to begin with");

    /// <param name="client">The server that judges.</param>
    /// <param name="path">Path of the brief; "-" for standard input.</param>
    /// <param name="model">Id of the fit model; empty for the server's default.</param>
    /// <param name="terminal">Where standard input comes from.</param>
    /// <param name="cancellationToken">Ends reading and asking.</param>
    /// <exception cref="InputException">The brief or the model cannot be used; every fault is named.</exception>
    public static async Task<Brief> ReadAsync(
        InfluenceClient client, string path, string model, Terminal terminal, CancellationToken cancellationToken)
    {
        var draft = await File.ReadAsync(path, terminal, cancellationToken);

        // No ids: nothing is looked up, and only the brief and the model are judged.
        var nobody = new BatchScoreFitRequest { Items = new Items { Ids = new CreatorIds() }, Brief = draft.Message, ModelId = model };
        var faults = new GivenFaults(model, "modelId", new GivenPart("brief", "", draft.Faults));
        var told = await faults.TellAsync(
            client, draft.Message is null ? null : () => client.BatchScoreFitAsync(nobody, cancellationToken), cancellationToken);
        return told.Count == 0
            ? draft.Message!
            : throw new InputException($"{path} {(faults.AreOfFiles ? "is no brief" : "cannot be used")}:", told);
    }
}
