using System.Runtime.CompilerServices;
using Influence.V1;
using InfluenceGrpc.Cli.Input;
using InfluenceGrpc.Cli.Rendering;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>Finds the row of one creator. Of several the best counts, as in rankings; they are not held together: there may be millions.</summary>
/// <param name="source">The rows.</param>
/// <param name="creatorId">Whom to find.</param>
/// <param name="byId">Whether the rows are ids alone.</param>
/// <param name="file">The file, as the user names it.</param>
/// <param name="terminal">Takes what is to be said of the search.</param>
internal sealed class CreatorSearch(IFitRowSource source, string creatorId, bool byId, string file, Terminal terminal)
{
    private readonly List<BadRow> suspects = [];
    private long count;

    /// <summary>Null where the file does not have the creator; what it may be instead is told.</summary>
    public async Task<FitRow?> FindAsync(InfluenceClient client, Brief brief, string model, CancellationToken cancellationToken)
    {
        var best = byId ? await FirstAsync(cancellationToken) : await BestAsync(client, brief, model, cancellationToken);
        if (best is null)
        {
            await TellMissingAsync();
        }
        else if (count > 1 && !byId)
        {
            await terminal.Error.WriteLineAsync(Visible.Of(
                $"'{creatorId}' has {Figures.Count(count)} rows in {file}; this is the one that scores best, on line {best.Line}"));
        }

        return best;
    }

    // The store has one profile of an id, however often the id is listed.
    private async Task<FitRow?> FirstAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in RowsAsync(cancellationToken))
        {
            return row;
        }

        return null;
    }

    private async Task<FitRow?> BestAsync(InfluenceClient client, Brief brief, string model, CancellationToken cancellationToken)
    {
        FitRow? best = null;
        double? most = null;
        var options = new FitStreamOptions { ModelId = model };
        await foreach (var chunk in client.ScoreFitStreamAsync(RowsAsync(cancellationToken), row => row.Profile!, brief, options, cancellationToken))
        {
            for (var item = 0; item < chunk.Items.Count; item++)
            {
                // Where none can be scored, the first tells why.
                if (best is null || (chunk.ScoreOf(item) is { } score && !(score <= most)))
                {
                    (best, most) = (chunk.Items[item], chunk.ScoreOf(item));
                }
            }
        }

        return best;
    }

    private async IAsyncEnumerable<FitRow> RowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadAsync(Suspect, cancellationToken))
        {
            if (row.Id == creatorId)
            {
                count++;
                yield return row;
            }
        }
    }

    private void Suspect(BadRow row)
    {
        if (row.Raw.Contains(creatorId, StringComparison.Ordinal))
        {
            suspects.Add(row);
        }
    }

    private async Task TellMissingAsync()
    {
        await terminal.Error.WriteLineAsync(Visible.Of($"'{creatorId}' is not in {file}"));
        foreach (var row in suspects)
        {
            await terminal.Error.WriteLineAsync($"line {row.Line}: {Visible.Of(row.Reason)}");
        }
    }
}
