using InfluenceGrpc.Core.Campaigns.Planning;

namespace InfluenceGrpc.PlanValidation;

/// <summary>A kind of case.</summary>
/// <param name="Objective">What counts.</param>
/// <param name="Segments">Of the target.</param>
/// <param name="BudgetBinds">Whether the budget does not suffice for all.</param>
/// <param name="NumberBinds">Whether fewer may be taken than there are.</param>
/// <param name="Capacity">Candidates that are all kept.</param>
internal sealed record CaseKind(PlanObjective Objective, int Segments, bool BudgetBinds, bool NumberBinds, int Capacity)
{
    /// <summary>For people.</summary>
    public string Name => $"{What}, {Stop}{(Capacity < RatioCheck.MostCandidates ? $", {Capacity} kept" : "")}";

    private string What => Objective switch
    {
        PlanObjective.InTargetEngagements => "engagements",
        PlanObjective.CredibleReach => $"credible reach, {Segments} segments",
        _ => Segments == 1 ? "net reach, 1 segment" : $"net reach, {Segments} segments",
    };

    private string Stop => (BudgetBinds, NumberBinds) switch
    {
        (true, true) => "budget and number",
        (true, false) => "budget",
        _ => "number",
    };
}
