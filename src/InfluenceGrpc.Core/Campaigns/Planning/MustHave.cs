using InfluenceGrpc.Core.Campaigns.Reach;
using InfluenceGrpc.Core.Fit.Scoring;

namespace InfluenceGrpc.Core.Campaigns.Planning;

/// <summary>A creator that a plan is to have in any case, as far as it is known.</summary>
/// <param name="CreatorId">Whom.</param>
/// <param name="Reach">What it does; null where its reach is not known.</param>
/// <param name="Price">[0, ∞); null where it is not known. Known or not by itself: a price without a reach still counts.</param>
/// <param name="Ineligibilities">Constraints of the brief that it does not meet.</param>
public sealed record MustHave(string CreatorId, CreatorReach? Reach, decimal? Price, FlagSet<IneligibilityReason> Ineligibilities)
{
    /// <summary>One whose reach is known.</summary>
    public static MustHave Of(CreatorReach creator)
    {
        ArgumentNullException.ThrowIfNull(creator);
        return new MustHave(creator.CreatorId, creator, creator.Price, creator.Ineligibilities);
    }
}
