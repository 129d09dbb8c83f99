namespace InfluenceGrpc.Core.Fit.Derivation;

/// <summary>What a part of a derived brief rests on.</summary>
/// <param name="Part">Path of the part in the brief, as the proto3 JSON mapping names it: "topics", "audience.countries".</param>
/// <param name="Examples">How many examples tell something of it.</param>
/// <param name="Included">Whether the part is in the brief.</param>
/// <param name="Lifts">What was taken up or, where nothing was, what would have been first; strongest first, at most
/// <see cref="DerivationLimits.MaxLifts"/>; empty for sizes.</param>
/// <param name="Sentence">One English sentence for people.</param>
public sealed record BriefEvidence(string Part, int Examples, bool Included, IReadOnlyList<Lift> Lifts, string Sentence);
