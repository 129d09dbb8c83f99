namespace InfluenceGrpc.Core.Fit.Models;

/// <summary>Step 2.9: 1 minus the entropy of the audience's interests over that of as many equal groups.</summary>
/// <param name="Categories">At least 2.</param>
/// <param name="Prior">Where neither interests nor topics are known.</param>
public sealed record ConcentrationRule(uint Categories, Prior Prior);
