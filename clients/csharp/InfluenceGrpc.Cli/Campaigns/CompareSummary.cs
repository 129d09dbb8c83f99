using Influence.V1;

namespace InfluenceGrpc.Cli.Campaigns;

/// <summary>What was compared, and what came of it.</summary>
/// <param name="File">The plans, as the user names them.</param>
/// <param name="Request">What was asked.</param>
/// <param name="Answer">The figures, a plan a plan of the request.</param>
internal sealed record CompareSummary(string File, ComparePlansRequest Request, ComparePlansResponse Answer)
{
    /// <summary>The brief's currency; empty where it asks for no cost.</summary>
    public string Currency => Request.Brief?.Cost?.CurrencyCode ?? "";

    /// <summary>Creators that failed: number of the plan, whom, and why.</summary>
    public IReadOnlyList<(int Plan, string CreatorId, Google.Rpc.Status Status)> Failures { get; } =
    [
        .. Answer.Plans.Index().SelectMany(plan => plan.Item.Errors
            .SelectMany(group => group.Indexes.Select(index => (Index: (int)index, group.Status)))
            .OrderBy(failed => failed.Index)
            .Select(failed => (plan.Index, IdOf(Request.Plans[plan.Index].Creators[failed.Index]), failed.Status))),
    ];

    private static string IdOf(PlannedCreator creator) => creator.Profile?.CreatorId ?? creator.CreatorId;
}
