using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Tiers.Relational;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>Step 2.6: how close the creator is to those who decide and buy. After engagement.</summary>
/// <remarks>The parts are those of the relational tiers. There, too little evidence gives no tier, and what else is unknown has
/// no part; here what is unknown takes its prior, so that leaving out what speaks against a creator does not pay.</remarks>
internal static class ProximityStep
{
    private const int Closeness = 0;
    private const int Influence = 1;
    private const int Experience = 2;
    private const int Insider = 3;
    private const int Neutrality = 4;

    /// <summary>Fills in the parts.</summary>
    public static void Evaluate(CompiledBrief brief, CreatorProfile profile, FitFigures into)
    {
        var rule = brief.Model.Proximity;
        var parts = into[FitComponent.Proximity].Filling;
        Fill(ProximityCalculation.Closeness(rule.Evidence, profile), ref parts[Closeness]);
        Fill(ProximityCalculation.Experience(profile), ref parts[Experience]);
        Fill(ProximityCalculation.Insider(rule.Evidence, profile), ref parts[Insider]);
        Fill(ProximityCalculation.Neutrality(rule.Evidence, profile), ref parts[Neutrality]);
        if (into.Engagement.Rate is not null)
        {
            parts[Influence] = EngagementStep.Part(into.Engagement, rule.Influence.Prior);
        }
    }

    private static void Fill(double? value, ref PartFigure part)
    {
        if (value is { } known)
        {
            part = new PartFigure { Known = true, Value = known };
        }
    }
}
