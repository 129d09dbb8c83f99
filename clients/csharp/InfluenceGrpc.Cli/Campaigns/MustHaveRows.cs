using Influence.V1;
using InfluenceGrpc.Cli.Fit;
using InfluenceGrpc.Cli.Rendering;

namespace InfluenceGrpc.Cli.Campaigns;

/// <summary>
/// Finds creators that are in a plan in any case: by their first rows where the candidates have rows, else in the server's store. It is a
/// pass of its own over the file, because the server is told of them before the first candidate.
/// </summary>
internal sealed class MustHaveRows(PlanSettings settings, Terminal terminal)
{
    /// <summary>In the order that the user named them; empty where there are none.</summary>
    public async Task<IReadOnlyList<PlannedCreator>> FindAsync(CancellationToken cancellationToken)
    {
        if (settings.MustHaves.Count == 0 || settings.Input.Read is not null)
        {
            return [.. settings.MustHaves.Select(OfTheStore)];
        }

        using var source = await settings.Input.OpenAsync(terminal, cancellationToken);
        var ids = settings.MustHaves.ToHashSet(StringComparer.Ordinal);
        var search = new CreatorSearch(source, ids, byId: false, settings.Input.File, terminal);
        IReadOnlyDictionary<string, FitRow> found = new Dictionary<string, FitRow>(StringComparer.Ordinal);
        var read = 0L;
        await ProgressDisplay.For(settings.Output.Progress, terminal).RunAsync(
            source.BytesTotal,
            async report => found = await search.FindFirstAsync(() => report(new ProgressReading(++read, source.BytesRead)), cancellationToken));
        List<PlannedCreator> mustHaves = [];
        foreach (var creatorId in settings.MustHaves)
        {
            if (!found.TryGetValue(creatorId, out var row))
            {
                await search.TellMissingAsync(creatorId, "; the server's store is asked for it");
            }

            mustHaves.Add(row is null ? OfTheStore(creatorId) : new PlannedCreator { Profile = row.Profile });
        }

        return mustHaves;
    }

    private static PlannedCreator OfTheStore(string creatorId) => new() { CreatorId = creatorId };
}
