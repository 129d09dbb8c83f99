namespace InfluenceGrpc.SampleGenerator;

/// <summary>One made-up creator as a campaign knows it. Null means that the figure is not known.</summary>
/// <param name="Creator">What the creators' file tells.</param>
/// <param name="Price">What a short video costs, in NOK.</param>
/// <param name="Reach">Accounts that a post reaches.</param>
/// <param name="Countries">Country to share of the audience.</param>
/// <param name="Regions">Norwegian county to share of the audience.</param>
/// <param name="Languages">Language to share of the audience.</param>
/// <param name="Interests">Interest to share of the audience.</param>
/// <param name="AuthenticShare">Share of real people in the audience.</param>
internal sealed record SyntheticCandidate(
    SyntheticCreator Creator,
    long? Price,
    long? Reach,
    IReadOnlyDictionary<string, double> Countries,
    IReadOnlyDictionary<string, double> Regions,
    IReadOnlyDictionary<string, double> Languages,
    IReadOnlyDictionary<string, double> Interests,
    double AuthenticShare);
