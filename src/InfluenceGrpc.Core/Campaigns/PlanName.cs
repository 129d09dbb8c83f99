using InfluenceGrpc.Core.Faults;

namespace InfluenceGrpc.Core.Campaigns;

/// <summary>The rule for names of plans: 1 to 200 bytes of UTF-8, no control characters.</summary>
public static class PlanName
{
    /// <summary>What is wrong with a name, at <paramref name="path"/>; null when nothing is.</summary>
    public static Fault? Check(string? name, string path) =>
        TextRule.Plain(name, CampaignLimits.MaxPlanNameBytes) is { } wrong ? new Fault(path, wrong.Code, wrong.Message) : null;
}
