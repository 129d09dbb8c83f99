using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Models;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>One dimension of the audience that a brief asks for.</summary>
internal interface IAudienceTarget
{
    /// <summary>Which.</summary>
    AudienceDimension Dimension { get; }

    /// <summary>How much of the audience is wanted; null where the profile does not tell.</summary>
    InTargetShare? In(Audience audience);
}
