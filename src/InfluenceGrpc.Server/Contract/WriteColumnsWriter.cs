using InfluenceGrpc.Server.Profiles;
using RpcStatus = Google.Rpc.Status;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells what became of profiles to write or delete.</summary>
internal static class WriteColumnsWriter
{
    /// <summary>One outcome a profile to write.</summary>
    /// <param name="writes">What was to be written.</param>
    /// <param name="results">What became of it.</param>
    /// <param name="minReplicas">How many replicas were asked for.</param>
    /// <param name="failed">How many items failed.</param>
    public static V1.UpsertColumns WriteUpserts(ProfileWrites writes, WriteResult[] results, int minReplicas, out int failed)
    {
        var columns = new V1.UpsertColumns { ItemCount = (uint)writes.Count };
        columns.Outcomes.AddRange(writes.Outcomes(results).Select(outcome => outcome.Fault is null ? UpsertOutcomeOf(outcome.Result) : default));
        columns.Errors.AddRange(Failures(writes, results, minReplicas).Groups);
        failed = columns.Outcomes.Count(outcome => outcome == V1.UpsertOutcome.Unspecified);
        return columns;
    }

    /// <summary>One outcome a profile to delete.</summary>
    public static V1.DeleteProfilesResponse WriteDeletions(ProfileWrites writes, WriteResult[] results, int minReplicas)
    {
        var response = new V1.DeleteProfilesResponse { ItemCount = (uint)writes.Count };
        response.Outcomes.AddRange(writes.Outcomes(results).Select(outcome => outcome.Fault is null ? DeleteOutcomeOf(outcome.Result) : default));
        response.Errors.AddRange(Failures(writes, results, minReplicas).Groups);
        return response;
    }

    private static ItemFailures Failures(ProfileWrites writes, WriteResult[] results, int minReplicas)
    {
        var unavailable = Errors.ProfileStoreUnavailable();
        var notReached = Errors.ReplicasNotReached(minReplicas);
        var failures = new ItemFailures();
        var item = 0;
        foreach (var (fault, result) in writes.Outcomes(results))
        {
            var failure = fault ?? FailureOf(result, unavailable, notReached);
            if (failure is not null)
            {
                failures.Add(item, failure);
            }

            item++;
        }

        return failures;
    }

    private static RpcStatus? FailureOf(WriteResult result, RpcStatus unavailable, RpcStatus notReached) => result switch
    {
        WriteResult.Unavailable => unavailable,
        WriteResult.ReplicasNotReached => notReached,
        _ => null,
    };

    private static V1.UpsertOutcome UpsertOutcomeOf(WriteResult result) => result switch
    {
        WriteResult.Applied => V1.UpsertOutcome.Applied,
        WriteResult.Unchanged => V1.UpsertOutcome.Unchanged,
        WriteResult.Superseded => V1.UpsertOutcome.Superseded,
        _ => V1.UpsertOutcome.Unspecified,
    };

    private static V1.DeleteOutcome DeleteOutcomeOf(WriteResult result) => result switch
    {
        WriteResult.Deleted => V1.DeleteOutcome.Deleted,
        WriteResult.NotFound => V1.DeleteOutcome.NotFound,
        WriteResult.Superseded => V1.DeleteOutcome.Superseded,
        _ => V1.DeleteOutcome.Unspecified,
    };
}
