using System.Runtime.CompilerServices;
using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>
/// Finds the rows of a few creators in one pass. Of several rows of one creator the best counts, as in rankings, or the first, as in
/// plannings; they are not held together: there may be millions.
/// </summary>
/// <param name="source">The rows.</param>
/// <param name="creatorIds">Whom to find.</param>
/// <param name="byId">Whether the rows are ids alone.</param>
/// <param name="file">The file, as the user names it.</param>
/// <param name="terminal">Takes what is to be said of the search.</param>
internal sealed class CreatorSearch(IFitRowSource source, IReadOnlySet<string> creatorIds, bool byId, string file, Terminal terminal)
{
    private readonly List<BadRow> suspects = [];
    private readonly Dictionary<string, long> counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (FitRow Row, double? Score)> best = new(StringComparer.Ordinal);

    /// <summary>The first row of each that is found, by id. Where a creator has several, that is told.</summary>
    /// <param name="read">Told of each row that is read.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IReadOnlyDictionary<string, FitRow>> FindFirstAsync(Action read, CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(read, cancellationToken))
        {
            best.TryAdd(row.Id, (row, null));
        }

        return await TellAsync("the first counts");
    }

    /// <summary>The best row of each that is found, by id. Where a creator has several, that is told.</summary>
    /// <param name="client">Tells which of several rows scores best.</param>
    /// <param name="brief">What is looked for.</param>
    /// <param name="model">Id of the fit model; empty for the server's default.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IReadOnlyDictionary<string, FitRow>> FindBestAsync(
        InfluenceClient client, Brief brief, string model, CancellationToken cancellationToken)
    {
        await (byId ? TakeIdsAsync(cancellationToken) : TakeBestAsync(client, brief, model, cancellationToken));
        return await TellAsync("this is the one that scores best");
    }

    /// <summary>Says that a creator was not found, and which rows may be meant for it.</summary>
    /// <param name="creatorId">Whom.</param>
    /// <param name="instead">What is done then, put behind that; empty for nothing.</param>
    public async Task TellMissingAsync(string creatorId, string instead = "")
    {
        await terminal.Error.WriteLineAsync(Visible.Of($"'{creatorId}' is not in {file}{instead}"));
        foreach (var row in suspects.Where(row => row.Raw.Contains(creatorId, StringComparison.Ordinal)))
        {
            await terminal.Error.WriteLineAsync($"line {row.Line}: {Visible.Of(row.Reason)}");
        }
    }

    private async Task<IReadOnlyDictionary<string, FitRow>> TellAsync(string which)
    {
        foreach (var (creatorId, (row, _)) in byId ? [] : best.Where(found => counts[found.Key] > 1))
        {
            await terminal.Error.WriteLineAsync(
                Visible.Of($"'{creatorId}' has {Figures.Count(counts[creatorId])} rows in {file}; {which}, on line {row.Line}"));
        }

        return best.ToDictionary(found => found.Key, found => found.Value.Row, StringComparer.Ordinal);
    }

    // The store has one profile of an id, however often the id is listed.
    private async Task TakeIdsAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(read: null, cancellationToken))
        {
            best.TryAdd(row.Id, (row, null));
            if (best.Count == creatorIds.Count)
            {
                return;
            }
        }
    }

    private async Task TakeBestAsync(InfluenceClient client, Brief brief, string model, CancellationToken cancellationToken)
    {
        var options = new FitStreamOptions { ModelId = model };
        var rows = RowsAsync(read: null, cancellationToken);
        await foreach (var chunk in client.ScoreFitStreamAsync(rows, row => row.Profile!, brief, options, cancellationToken))
        {
            for (var item = 0; item < chunk.Items.Count; item++)
            {
                var (row, score) = (chunk.Items[item], chunk.ScoreOf(item));

                // Where none can be scored, the first tells why.
                if (!best.TryGetValue(row.Id, out var so) || (score is { } more && !(more <= so.Score)))
                {
                    best[row.Id] = (row, score);
                }
            }
        }
    }

    private async IAsyncEnumerable<FitRow> RowsAsync(Action? read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadAsync(Suspect, cancellationToken))
        {
            read?.Invoke();
            if (creatorIds.Contains(row.Id))
            {
                counts[row.Id] = counts.GetValueOrDefault(row.Id) + 1;
                yield return row;
            }
        }
    }

    private void Suspect(BadRow row)
    {
        if (creatorIds.Any(creatorId => row.Raw.Contains(creatorId, StringComparison.Ordinal)))
        {
            suspects.Add(row);
        }
    }
}
