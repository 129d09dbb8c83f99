using Influence.V1;
using InfluenceGrpc.Client;

namespace InfluenceGrpc.Cli.Campaigns;

/// <summary>What a planning came to.</summary>
/// <param name="File">The candidates, as the user names them.</param>
/// <param name="Config">What was planned.</param>
/// <param name="Planned">The plan, and how many candidates there were.</param>
/// <param name="Tally">Why others were none.</param>
/// <param name="Failures">Creators that failed, by reason.</param>
/// <param name="Bad">Rows that were left out.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record PlanSummary(
    string File,
    PlanCampaignConfig Config,
    PlannedCampaign Planned,
    PlanTally Tally,
    IReadOnlyDictionary<string, long> Failures,
    long Bad,
    TimeSpan Elapsed)
{
    public PlanCampaignResult Plan => Planned.Plan;

    public string Currency => Config.Brief.Cost.CurrencyCode;

    public long Failed => Failures.Values.Sum();
}
