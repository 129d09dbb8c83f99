using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Fit.Scoring;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What the items of a batch or stream are scored by.</summary>
/// <param name="Brief">What is looked for, with its model.</param>
/// <param name="Wish">Which profiles are taken, where items are ids.</param>
/// <param name="WithComponents">Whether columns tell the components of each score.</param>
/// <param name="MaxItems">Most items in the batch, or in a chunk.</param>
internal sealed record FitTask(CompiledBrief Brief, ReadWish Wish, bool WithComponents, int MaxItems)
{
    /// <summary>Takes out of the figures of a creator what columns tell.</summary>
    public Func<CreatorProfile, FitFigures, FitRow> ToRow => (_, figures) => FitRow.Of(figures, WithComponents);
}
