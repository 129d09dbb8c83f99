using Influence.V1;
using InfluenceGrpc.Cli.Briefs;
using InfluenceGrpc.Cli.Output;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>One creator of a file, or of the server's store, explained.</summary>
internal sealed class ExplainJob(ScoreSettings settings, string creatorId, Terminal terminal)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var input = settings.Input;
        if (input is not null)
        {
            FitFiles.Check(input.File, settings.Brief);
        }

        using var client = settings.Server.Connect();
        var brief = await UsableBrief.ReadAsync(client, settings.Brief, settings.Model, terminal, cancellationToken);
        CreatorProfile? profile = null;
        if (input is not null)
        {
            using var source = await input.OpenAsync(terminal, cancellationToken);
            var search = new CreatorSearch(
                source, new HashSet<string>(StringComparer.Ordinal) { creatorId }, input.Read is not null, input.File, terminal);
            var found = await search.FindBestAsync(client, brief, settings.Model, cancellationToken);
            if (!found.TryGetValue(creatorId, out var row))
            {
                await search.TellMissingAsync(creatorId);
                return ExitCodes.RowsFailed;
            }

            profile = row.Profile;
        }

        if (await ScoreAsync(client, profile, brief, cancellationToken) is not { } answer)
        {
            await terminal.Error.WriteLineAsync(Visible.Of($"'{creatorId}' is not in the store of the server at {settings.Server}"));
            return ExitCodes.RowsFailed;
        }

        settings.Output.Tell(
            terminal,
            Telling.Of(answer, writer => ExplanationCsv.Write(writer, creatorId, answer), ink => new ExplanationRenderer(ink).Render(creatorId, brief, answer)));
        return ExitCodes.Success;
    }

    // Null where the store does not have the creator.
    private async Task<ScoreFitResponse?> ScoreAsync(
        InfluenceClient client, CreatorProfile? profile, Brief brief, CancellationToken cancellationToken)
    {
        try
        {
            return profile is null
                ? await client.ScoreFitAsync(creatorId, brief, settings.Model, settings.Read, cancellationToken)
                : await client.ScoreFitAsync(profile, brief, settings.Model, cancellationToken);
        }
        catch (InfluenceException fault) when (fault.Reason == "CREATOR_NOT_FOUND")
        {
            return null;
        }
    }
}
