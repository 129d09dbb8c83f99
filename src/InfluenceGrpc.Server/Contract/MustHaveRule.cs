using InfluenceGrpc.Core.Campaigns.Planning;
using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Which creators a plan can be told to have.</summary>
internal static class MustHaveRule
{
    private const string Path = "config.mustHaves";

    /// <summary>Ends the call where a must-have cannot be in the plan, every reason told.</summary>
    /// <exception cref="Grpc.Core.RpcException">The reasons; or that of the store, where it did not answer.</exception>
    public static void ThrowWhereUnusable(FitItem<ReachItem>[] mustHaves, PlanGoal goal)
    {
        var faults = new FaultList();
        for (var i = 0; i < mustHaves.Length; i++)
        {
            switch (mustHaves[i].Failure)
            {
                case null:
                    break;

                // That is no fault of the creator's: the call can be made again, or never here.
                case { } obstacle when Errors.IsOfTheStore(obstacle):
                    throw obstacle.ToException();

                case { } failure:
                    faults.Add(FaultPath.Item(Path, i), FaultCode.NotAllowed, failure.Message);
                    break;
            }
        }

        foreach (var fault in MustHaves.FaultsIn([.. mustHaves.Select(MustHaveOf)], goal, Path))
        {
            faults.Add(fault);
        }

        if (!faults.IsEmpty)
        {
            throw Errors.MustHavesUnusable(faults.ToList()).ToException();
        }
    }

    // Of one that failed nothing is known, and its reason was told.
    private static MustHave? MustHaveOf(FitItem<ReachItem> item) => item.Failure is null
        ? new MustHave(item.Taken.CreatorId, item.Taken.Reach, item.Taken.Price, item.Taken.Ineligibilities)
        : null;
}
