using InfluenceGrpc.Core.Fit.Briefs.Drafts;

namespace InfluenceGrpc.Core.Fit.Derivation;

/// <summary>A brief for more creators like the examples, and what it rests on.</summary>
/// <param name="Brief">Valid under the model that it was derived by, as soon as anything was taken up. Asks for size alone where nothing
/// else was, and for nothing where the examples do not even tell their followers.</param>
/// <param name="Evidence">One a part of the brief, also of those left out.</param>
/// <param name="Examples">How many examples there were.</param>
/// <param name="Background">How many background creators there were; 0 where the model's own background was used.</param>
public sealed record DerivedBrief(BriefDraft Brief, IReadOnlyList<BriefEvidence> Evidence, int Examples, int Background);
