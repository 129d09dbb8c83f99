using System.Diagnostics;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Load;

/// <summary>
/// Writes every creator over and over, each time with a higher version, and notes the highest that was acknowledged. What is
/// found in the end may be higher (a write whose answer got lost), and never lower.
/// </summary>
internal sealed class Ledger(int creators, double perSecond)
{
    private readonly ulong[] acknowledged = new ulong[creators];

    /// <summary>Writes that were acknowledged.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Writes that were given up because the store did not answer for long.</summary>
    public long GivenUp { get; private set; }

    /// <summary>What should not have been.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Writes every creator once, in the first version.</summary>
    /// <exception cref="InvalidOperationException">Not all were written.</exception>
    public async Task FillAsync(InfluenceClient client, CancellationToken cancellationToken)
    {
        var upsert = client.UpsertProfilesAsync(Enumerable.Range(0, creators).Select(Population.Profile), null, cancellationToken);
        await foreach (var _ in upsert)
        {
            // Counted below.
        }

        if (upsert.Totals.Ok != creators)
        {
            throw new InvalidOperationException($"{upsert.Totals.Ok} of {creators} creators were stored.");
        }
    }

    /// <summary>Writes for a while, through the client library, which sends again what the store did not take.</summary>
    public async Task RunAsync(InfluenceClient client, Stopwatch clock, TimeSpan duration, CancellationToken cancellationToken)
    {
        for (ulong version = 2; clock.Elapsed < duration; version++)
        {
            var round = version;
            try
            {
                var upsert = client.UpsertProfilesAsync(
                    PacedAsync(clock, duration, cancellationToken), creator => Questions.Profiles([creator], round).Profiles[0],
                    new() { MaxItemsPerChunk = 500 }, cancellationToken);
                await foreach (var chunk in upsert)
                {
                    Note(chunk, round);
                }
            }
            catch (InfluenceException exception) when (exception.Error.Code == StatusCode.Unavailable)
            {
                GivenUp++;
            }
        }
    }

    /// <summary>Looks every creator up and tells of each whose version is lower than what was acknowledged, or who is not there.</summary>
    public async Task<IReadOnlyList<string>> LostAsync(InfluenceClient client, CancellationToken cancellationToken)
    {
        var lost = new List<string>();
        var creator = 0;
        await foreach (var chunk in client.LookupProfilesAsync(Enumerable.Range(0, creators).Select(Population.Id), null, cancellationToken))
        {
            for (var item = 0; item < chunk.Items.Count; item++, creator++)
            {
                var found = chunk.ProfileOf(item)?.Version;
                if (acknowledged[creator] > 0 && !(found >= acknowledged[creator]))
                {
                    lost.Add($"{chunk.Items[item]}: version {acknowledged[creator]} was acknowledged, {found?.ToString() ?? "nothing"} is there");
                }
            }
        }

        return creator == creators ? lost : [.. lost, $"{creator} of {creators} creators were answered"];
    }

    private void Note(UpsertedChunk<int> chunk, ulong version)
    {
        for (var item = 0; item < chunk.Items.Count; item++)
        {
            if (chunk.OutcomeOf(item) is UpsertOutcome.Applied or UpsertOutcome.Unchanged)
            {
                acknowledged[chunk.Items[item]] = version;
                Acknowledged++;
            }
            else if (chunk.ErrorOf(item) is { Code: StatusCode.Unavailable })
            {
                GivenUp++;
            }
            else
            {
                Wrong.Add($"A write ended with {chunk.OutcomeOf(item)}, {chunk.ErrorOf(item)?.Message}");
            }
        }
    }

    private async IAsyncEnumerable<int> PacedAsync(
        Stopwatch clock, TimeSpan duration, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        const int Burst = 100;
        var start = clock.Elapsed;
        for (var creator = 0; creator < creators && clock.Elapsed < duration; creator++)
        {
            if (creator % Burst == 0 && start + TimeSpan.FromSeconds(creator / perSecond) - clock.Elapsed is var early && early > TimeSpan.Zero)
            {
                await Task.Delay(early, cancellationToken);
            }

            yield return creator;
        }
    }
}
