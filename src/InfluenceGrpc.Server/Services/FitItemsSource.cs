using Influence.V1;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Profiles;
using CreatorProfile = InfluenceGrpc.Core.Creators.CreatorProfile;

namespace InfluenceGrpc.Server.Services;

/// <summary>Scores the items that a batch or chunk asks about, those named by id looked up.</summary>
internal sealed class FitItemsSource(ItemsLimit limit, ProfileLookup lookup, TimeProvider time)
{
    /// <summary>The items scored, in order; or why the whole is refused.</summary>
    /// <typeparam name="T">What is kept of a score.</typeparam>
    /// <param name="items">What was sent.</param>
    /// <param name="task">What they are scored by.</param>
    /// <param name="take">Takes out of a creator's profile and figures what is kept.</param>
    /// <param name="path">Path of the items in their message, for faults.</param>
    /// <param name="call">On whose behalf.</param>
    /// <exception cref="OperationCanceledException">The call is cancelled.</exception>
    public async ValueTask<Reading<FitItem<T>[]>> ScoreAsync<T>(
        BulkItems items, FitTask task, Func<CreatorProfile, FitFigures, T> take, string path, StoreCall call)
        where T : struct
    {
        if (limit.TooLarge(items, task.MaxItems) is { } refusal)
        {
            return refusal;
        }

        if (FitItemsRule.FaultIn(items, path) is { } fault)
        {
            return Errors.InvalidRequest([fault]);
        }

        var scorer = new FitItemScorer<T>(task, take);
        if (items.Source == Items.SourceOneofCase.Profiles)
        {
            return ScoreSent(items.Message!.Profiles, scorer, call.CancellationToken);
        }

        var found = new FitIdsReader<T>(items.Ids, scorer);
        await lookup.ReadAsync(items.Ids, found, task.Wish, call);
        return found.Items;
    }

    /// <summary>The one creator that a single question is about; or why there is no answer.</summary>
    public async ValueTask<Reading<FitCreator>> ReadOneAsync(FitQuestion question, StoreCall call)
    {
        if (question.Profile is { } given)
        {
            return new FitCreator(given, DataStatus.Inline);
        }

        var id = question.CreatorId!;
        var answer = (await lookup.ReadAsync([id], ProfileLookup.Whole, question.Wish, call))[0];
        var statuses = new LookupStatuses(question.Wish);
        if (statuses.RefusalOf(answer, time.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        return answer.Profile!.Decode(id) is { } profile
            ? new FitCreator(profile, LookupStatuses.DataStatusOf(answer.Outcome))
            : statuses.NotFound;
    }

    // Thousands of profiles take a while, and nothing here waits: who left is noticed between two of them.
    private static FitItem<T>[] ScoreSent<T>(CreatorProfiles sent, FitItemScorer<T> scorer, CancellationToken cancellationToken)
        where T : struct
    {
        var items = new FitItem<T>[sent.Profiles.Count];
        for (var i = 0; i < items.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            items[i] = scorer.Score(sent.Profiles[i]);
        }

        return items;
    }
}
