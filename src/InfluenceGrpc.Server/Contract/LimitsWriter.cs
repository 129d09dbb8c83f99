using Google.Protobuf.WellKnownTypes;
using Influence.V1;
using InfluenceGrpc.Core.Campaigns;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Tells clients of the limits.</summary>
internal static class LimitsWriter
{
    /// <summary>What a stream allows.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="maxItems">Most items in a chunk of this stream.</param>
    /// <param name="maxChunksInFlight">Chunks that this stream takes in before the first of them is answered.</param>
    public static StreamLimits Write(LimitOptions limits, int maxItems, int maxChunksInFlight) => new()
    {
        MaxItemsPerChunk = (uint)maxItems,
        MaxChunkBytes = (uint)limits.MaxChunkBytes,
        MaxChunksInFlight = (uint)maxChunksInFlight,
        InactivityTimeout = limits.StreamInactivity.ToDuration(),
    };

    /// <summary>What the server allows.</summary>
    public static Limits WriteAll(LimitOptions limits) => new()
    {
        MaxItems = (uint)limits.MaxItems,
        MaxTierSchemes = (uint)limits.MaxTierSchemes,
        MaxMessageBytes = (uint)limits.MaxMessageBytes,
        Stream = Write(limits, limits.MaxItems, limits.MaxChunksInFlight),
        MaxLookupItems = (uint)limits.MaxLookupItems,
        MaxProfileBytes = (uint)limits.MaxProfileBytes,
        MaxItemsWithComponents = (uint)limits.MaxItemsWithComponents,
        MaxRanked = (uint)limits.MaxRanked,
        MaxPlannedCreators = CampaignLimits.MaxCreators,
        MaxPlanCandidates = (uint)limits.MaxPlanCandidates,
    };
}
