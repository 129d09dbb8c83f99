using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Server.Bulk;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Which kinds of items can be scored.</summary>
internal static class FitItemsRule
{
    /// <summary>What is wrong with the kind of the items; null where they can be scored. No items at all are fine: that is how a
    /// brief is checked.</summary>
    /// <param name="items">What was sent.</param>
    /// <param name="path">Path of the items in their message.</param>
    public static Fault? FaultIn(BulkItems items, string path) => items.Source switch
    {
        V1.Items.SourceOneofCase.Ids or V1.Items.SourceOneofCase.Profiles => null,
        V1.Items.SourceOneofCase.Followers => new(
            FaultPath.Join(path, "followers"), FaultCode.NotAllowed, "cannot be scored: scoring needs profiles or ids."),
        _ => new(path, FaultCode.Required, "must hold ids or profiles."),
    };
}
