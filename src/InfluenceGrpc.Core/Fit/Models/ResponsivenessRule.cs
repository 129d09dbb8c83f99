namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Step 2.7: r / (r + median), r the share of comments that are answered.</summary>
/// <param name="MedianReplyShare">The peers' median, (0, 1].</param>
/// <param name="Prior">Where the share is not known.</param>
public sealed record ResponsivenessRule(double MedianReplyShare, Prior Prior);
