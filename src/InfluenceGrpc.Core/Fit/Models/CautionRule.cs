namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>From where on a figure deserves a word of caution.</summary>
/// <param name="LowCoverage">Coverage below which a score rests on too little, [0, 1].</param>
/// <param name="LowAuthenticShare">Authentic share below which followers may be bought, [0, 1].</param>
/// <param name="LowDisclosedShare">Disclosed share below which paid posts are hidden, [0, 1].</param>
/// <param name="FewPosts">Posts below which an engagement rate is little more than chance.</param>
public sealed record CautionRule(double LowCoverage, double LowAuthenticShare, double LowDisclosedShare, uint FewPosts);
