using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Messages;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Json;

namespace InfluenceGrpc.Cli.Campaigns;

/// <summary>From a file of plans to which wins on what.</summary>
internal sealed class CompareJob(CompareSettings settings, Terminal terminal)
{
    private static readonly MessageFile<ComparePlansRequest> Plans = new("comparison of plans", ComparePlansRequest.Parser);

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        OutputPaths.Check(settings.File, settings.Output.Paths);
        var summary = await CompareAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        if (settings.Output.File is { } path)
        {
            using var rows = new CompareWriter(path, terminal);
            rows.Write(summary);
        }

        settings.Output.Tell(terminal, Telling.Of(summary.Answer, WriteRows, ink => new CompareRenderer(ink).Render(summary)));
        return summary.Failures.Count > 0 ? ExitCodes.RowsFailed : ExitCodes.Success;

        void WriteRows(TextWriter writer)
        {
            using var told = new CompareWriter(writer);
            told.Write(summary);
        }
    }

    private async Task<CompareSummary> CompareAsync(CancellationToken cancellationToken)
    {
        var draft = await Plans.ReadAsync(settings.File, terminal, cancellationToken);
        if (draft.Message is { } read && settings.Model is { } model)
        {
            read.ModelId = model;
        }

        using var client = settings.Server.Connect();
        var part = new GivenPart("", "", draft.Faults) { Follows = field => NamesWhoIsNotRead(field, draft.Faults) };
        var faults = new GivenFaults(draft.Message?.ModelId ?? "", "modelId", part);
        ComparePlansResponse? answer = null;
        var told = await faults.TellAsync(client, draft.Message is null ? null : AskAsync, cancellationToken);
        return told.Count == 0
            ? new CompareSummary(settings.File, draft.Message!, answer!)
            : throw new InputException($"{settings.File} {(faults.AreOfFiles ? $"is no {Plans.What}" : "cannot be used")}:", told);

        async Task AskAsync() => answer = await client.ComparePlansAsync(draft.Message, cancellationToken);
    }

    // An overlap of a creator that could not be read looks like one of a creator that is not there.
    private static bool NamesWhoIsNotRead(string field, IReadOnlyList<MessageFault> faults) =>
        field.StartsWith("overlaps[", StringComparison.Ordinal)
        && field.EndsWith("CreatorId", StringComparison.Ordinal)
        && faults.Any(fault => fault.Path?.StartsWith("plans", StringComparison.Ordinal) ?? false);
}
