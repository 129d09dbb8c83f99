using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using RpcStatus = Google.Rpc.Status;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Scores the items of one batch or chunk, one after the other. A bad item fails alone. Not thread safe: all share one
/// set of figures.</summary>
/// <typeparam name="T">What is kept of a score.</typeparam>
/// <param name="task">What they are scored by.</param>
/// <param name="take">Takes out of a creator's profile and figures what is kept; not called for items that fail.</param>
/// <param name="adjust">Changes a profile before it is scored; null where none is changed.</param>
internal sealed class FitItemScorer<T>(
    FitTask task, Func<CreatorProfile, FitFigures, T> take, Func<CreatorProfile, CreatorProfile>? adjust = null)
    where T : struct
{
    private readonly FitFigures figures = task.Brief.NewFigures();
    private readonly LookupStatuses statuses = new(task.Wish);
    private RpcStatus? nothingKnown;

    /// <summary>An item that was sent as a profile.</summary>
    public FitItem<T> Score(V1.CreatorProfile sent)
    {
        var read = ProfileReader.Read(sent);
        return read.Value is { } profile
            ? Score(profile, V1.DataStatus.Inline)
            : Failed(ErrorTrailers.Fit(Errors.InvalidProfile(read.Faults), LimitOptions.MaxItemStatusBytes), V1.DataStatus.Inline);
    }

    /// <summary>An item that was sent as an id, and what looking it up came to.</summary>
    public FitItem<T> Score(CreatorIdList ids, int item, in ProfileAnswer answer)
    {
        var dataStatus = LookupStatuses.DataStatusOf(answer.Outcome);
        if (statuses.FailureOf(answer.Outcome) is { } failure)
        {
            return Failed(failure, dataStatus);
        }

        // A profile whose bytes cannot be read was not found.
        return (answer.Profile!.Decoded ?? answer.Profile.Decode(ids.Text(item))) is { } profile
            ? Score(profile, dataStatus)
            : Failed(statuses.NotFound, V1.DataStatus.NotFound);
    }

    private static FitItem<T> Failed(RpcStatus failure, V1.DataStatus dataStatus) => new(default, failure, dataStatus);

    private FitItem<T> Score(CreatorProfile read, V1.DataStatus dataStatus)
    {
        var profile = adjust is null ? read : adjust(read);
        FitScorer.Score(task.Brief, profile, figures);
        return figures.HasScore
            ? new(take(profile, figures), Failure: null, dataStatus)
            : Failed(nothingKnown ??= Errors.NothingKnown(), dataStatus);
    }
}
