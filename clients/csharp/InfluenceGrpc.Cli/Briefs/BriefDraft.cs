using Influence.V1;

namespace InfluenceGrpc.Cli.Briefs;

/// <summary>A brief as it stands in a file.</summary>
/// <param name="Path">The file, as the user names it.</param>
/// <param name="Brief">What could be read of it; null where the faults leave nothing.</param>
/// <param name="Faults">What could not be read, in the order of the file.</param>
internal sealed record BriefDraft(string Path, Brief? Brief, IReadOnlyList<BriefFault> Faults);
