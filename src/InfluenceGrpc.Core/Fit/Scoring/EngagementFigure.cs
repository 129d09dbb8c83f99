using InfluenceGrpc.Core.Creators;

namespace InfluenceGrpc.Core.Fit.Scoring;

/// <summary>A creator's engagement against peers (step 2.3).</summary>
/// <param name="HasPeers">Whether platform and followers are known and somebody measured the platform; nothing else here means
/// anything where not.</param>
/// <param name="Rate">The creator's own rate and how it came about; null where there is none on a basis that was measured.</param>
/// <param name="MedianRate">m, the peers' median.</param>
/// <param name="LogSpread">s, the spread of ln(rate) among peers.</param>
/// <param name="Weight">w, what the creator's own posts count against the median, [0, 1); 0 without a rate.</param>
/// <param name="Distance">(ln er* - ln m)/s; 0 without a rate.</param>
/// <param name="ExpectedRate">er*; m without a rate.</param>
/// <param name="Percentile">Φ(distance), [0, 1].</param>
public readonly record struct EngagementFigure(
    bool HasPeers,
    EngagementRate? Rate,
    double MedianRate,
    double LogSpread,
    double Weight,
    double Distance,
    double ExpectedRate,
    double Percentile);
