using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Campaigns.Comparison;

/// <summary>What one plan does.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Forecast">Its figures; null where no creator of it can be counted.</param>
public sealed record NamedForecast(string Name, ReachForecast? Forecast);
