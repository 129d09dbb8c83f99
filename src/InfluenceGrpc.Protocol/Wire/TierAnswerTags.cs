using Influence.V1;

namespace InfluenceGrpc.Protocol.Wire;

/// <summary>The tags of an answer to a chunk of StreamClassifyTiers, one byte each.</summary>
internal static class TierAnswerTags
{
    public const byte Result = (StreamClassifyTiersResponse.ResultFieldNumber << 3) | 2;
    public const byte Sequence = StreamClassifyTiersChunkResult.SequenceFieldNumber << 3;
    public const byte Tiers = (StreamClassifyTiersChunkResult.TiersFieldNumber << 3) | 2;
    public const byte ItemCount = TierColumns.ItemCountFieldNumber << 3;
    public const byte Column = (TierColumns.ColumnsFieldNumber << 3) | 2;
    public const byte Errors = (TierColumns.ErrorsFieldNumber << 3) | 2;
    public const byte DataStatus = (TierColumns.DataStatusFieldNumber << 3) | 2;
    public const byte Ordinals = (TierColumn.OrdinalsFieldNumber << 3) | 2;
    public const byte Margins = (TierColumn.BoundaryMarginsFieldNumber << 3) | 2;
    public const byte Reasons = (TierColumn.UnrankedReasonsFieldNumber << 3) | 2;
}
