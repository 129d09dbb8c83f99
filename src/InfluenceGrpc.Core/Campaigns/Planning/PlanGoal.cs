namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>What is planned.</summary>
/// <param name="Objective">What counts; not unspecified.</param>
/// <param name="Budget">What all creators together may cost, [0, 10^12].</param>
/// <param name="MaxCreators">The most creators, must-haves included, [1, <see cref="CampaignLimits.MaxCreators"/>].</param>
public sealed record PlanGoal(PlanObjective Objective, decimal Budget, int MaxCreators);
