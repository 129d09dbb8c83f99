using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using RpcStatus = Google.Rpc.Status;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Scores the items of one batch or chunk, one after the other. A bad item fails alone. Not thread safe: all share one
/// set of figures.</summary>
internal sealed class FitItemScorer(FitTask task)
{
    private readonly FitFigures figures = task.Brief.NewFigures();
    private readonly LookupStatuses statuses = new(task.Wish);
    private RpcStatus? nothingKnown;

    /// <summary>An item that was sent as a profile.</summary>
    public FitRow Score(V1.CreatorProfile sent)
    {
        var read = ProfileReader.Read(sent);
        return read.Value is { } profile
            ? Score(profile, V1.DataStatus.Inline)
            : Failed(ErrorTrailers.Fit(Errors.InvalidProfile(read.Faults), LimitOptions.MaxItemStatusBytes), V1.DataStatus.Inline);
    }

    /// <summary>An item that was sent as an id, and what looking it up came to.</summary>
    public FitRow Score(string creatorId, ProfileAnswer answer)
    {
        var dataStatus = LookupStatuses.DataStatusOf(answer.Outcome);
        if (statuses.FailureOf(answer.Outcome) is { } failure)
        {
            return Failed(failure, dataStatus);
        }

        // A profile whose bytes cannot be read was not found.
        return ProfileCodec.Decode(creatorId, answer.Profile!) is { } profile
            ? Score(profile, dataStatus)
            : Failed(statuses.NotFound, V1.DataStatus.NotFound);
    }

    private static FitRow Failed(RpcStatus failure, V1.DataStatus dataStatus) => new() { Failure = failure, DataStatus = dataStatus };

    private FitRow Score(CreatorProfile profile, V1.DataStatus dataStatus)
    {
        FitScorer.Score(task.Brief, profile, figures);
        return figures.HasScore
            ? new()
            {
                Score = figures.Score,
                Lower = figures.Lower,
                Upper = figures.Upper,
                Coverage = figures.Coverage,
                TargetShare = figures.TargetShare?.Share ?? 0,
                Ineligibilities = figures.Ineligibilities,
                Cautions = figures.Cautions,
                Components = task.WithComponents ? CellsOf(figures.Components) : [],
                DataStatus = dataStatus,
            }
            : Failed(nothingKnown ??= Errors.NothingKnown(), dataStatus);
    }

    private static FitCell[] CellsOf(ReadOnlySpan<ComponentFigure> components)
    {
        var cells = new FitCell[components.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = new(components[i].Value, components[i].Contribution, components[i].Status);
        }

        return cells;
    }
}
