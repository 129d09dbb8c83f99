using InfluenceGrpc.Core.Campaigns.Reach;

namespace InfluenceGrpc.Core.Campaigns.Comparison;

/// <summary>What one plan does.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Forecast">Its figures; null where no creator of it can be counted.</param>
/// <param name="IsWhole">Whether they are of all its creators. A plan of which some could not be counted is not ranked: what those
/// cost and reach would count as nothing.</param>
public sealed record NamedForecast(string Name, ReachForecast? Forecast, bool IsWhole = true);
