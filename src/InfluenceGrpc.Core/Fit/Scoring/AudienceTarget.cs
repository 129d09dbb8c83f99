using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>One dimension of the audience that a brief asks for.</summary>
internal abstract class AudienceTarget(AudienceDimension dimension)
{
    /// <summary>Which.</summary>
    public AudienceDimension Dimension { get; } = dimension;

    /// <summary>How much of the audience is wanted; null where the profile does not tell.</summary>
    public abstract InTargetShare? In(Audience audience);
}
