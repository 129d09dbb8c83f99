using Influence.V1;

namespace InfluenceGrpc.Cli.Fit;

/// <summary>One of the best creators, as tables show it.</summary>
internal sealed record TopCreator(
    string Id,
    double Score,
    double Lower,
    double Upper,
    double Coverage,
    IReadOnlyList<IneligibilityReason> Ineligibilities,
    IReadOnlyList<CautionFlag> Cautions)
{
    public static TopCreator Of(RankedCreator creator) => new(
        creator.CreatorId, creator.Score, creator.Lower, creator.Upper, creator.Coverage, creator.Ineligibilities, creator.Cautions);
}
