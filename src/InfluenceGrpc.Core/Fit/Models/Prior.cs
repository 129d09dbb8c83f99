namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>What takes the place of a figure that is not known; each in [0, 1], low &lt;= mean &lt;= high.</summary>
/// <param name="Mean">The mean over peers.</param>
/// <param name="Low">The tenth percentile over peers.</param>
/// <param name="High">The ninetieth percentile over peers.</param>
public sealed record Prior(double Mean, double Low, double High);
