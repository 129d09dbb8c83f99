using Influence.V1;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>
/// Deletes any number of profiles in calls within the server's limits, one after the other. What the profile store does
/// not serve for want of being there is sent again, as streams do it.
/// </summary>
internal sealed class ProfileDeletion(
    ProfileService.ProfileServiceClient profiles, UnaryCalls calls, InfluenceClientOptions options, DeleteOptions deleteOptions)
{
    private readonly Backoff backoff = new(options.Retry, options.Retry.StoreAttemptsWithoutProgress);

    /// <param name="ids">Whose profiles.</param>
    /// <param name="most">Most ids in a call, at least 1.</param>
    /// <param name="cancellationToken">Ends the deletion; calls that were answered stand.</param>
    public async Task<IReadOnlyList<DeletedProfile>> RunAsync(IReadOnlyList<string> ids, int most, CancellationToken cancellationToken)
    {
        var deleted = new DeletedProfile[ids.Count];
        foreach (var batch in Enumerable.Range(0, ids.Count).Chunk(most))
        {
            var owed = batch;
            while (true)
            {
                var passing = await DeleteAsync(ids, owed, deleted, cancellationToken).ConfigureAwait(false);
                owed = [.. owed.Where(item => ItemFaults.IsPassing(deleted[item].Error))];
                if (passing is null)
                {
                    backoff.Progress();
                    break;
                }

                if (backoff.Next(passing.RetryDelay) is not { } wait)
                {
                    break;
                }

                await Task.Delay(wait, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }

        return deleted;
    }

    // Tells of an error that sending again may mend, where there is one.
    private async Task<InfluenceError?> DeleteAsync(
        IReadOnlyList<string> ids, int[] items, DeletedProfile[] deleted, CancellationToken cancellationToken)
    {
        var request = new DeleteProfilesRequest
        {
            Ids = new CreatorIds { CreatorIds_ = { items.Select(item => ids[item]) } },
            WriteOptions = new ProfileWriteOptions { MinReplicas = checked((uint)deleteOptions.MinReplicas) },
        };
        if (deleteOptions.Versions is { } versions)
        {
            request.Versions.Add(items.Select(item => versions[item]));
        }

        var answer = await calls.AnswerAsync(profiles.DeleteProfilesAsync, request, cancellationToken).ConfigureAwait(false);
        if (answer.Outcomes.Count != items.Length)
        {
            throw InfluenceException.Protocol($"The server did not tell an outcome for each of {items.Length} deletions.");
        }

        var errors = ItemFaults.Spread(answer.Errors, items.Length);
        for (var i = 0; i < items.Length; i++)
        {
            deleted[items[i]] = new DeletedProfile(ids[items[i]], answer.Outcomes[i], errors?[i]);
        }

        return errors is null ? null : Array.Find(errors, ItemFaults.IsPassing);
    }
}
