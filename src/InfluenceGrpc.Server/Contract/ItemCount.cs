using Google.Protobuf.Reflection;
using Influence.V1;

namespace InfluenceGrpc.Server.Contract;

/// <summary>How many items a unary call asks about: what counts against its caller's rate.</summary>
internal static class ItemCount
{
    private static readonly HashSet<FieldDescriptor> Lists =
    [
        FollowerColumns.Descriptor.FindFieldByNumber(FollowerColumns.FollowersFieldNumber),
        CreatorProfiles.Descriptor.FindFieldByNumber(CreatorProfiles.ProfilesFieldNumber),
        CreatorIds.Descriptor.FindFieldByNumber(CreatorIds.CreatorIds_FieldNumber),
    ];

    /// <summary>Whether each entry of a list is an item of a batch.</summary>
    public static bool IsOfItems(FieldDescriptor list) => Lists.Contains(list);

    /// <summary>At least 0.</summary>
    public static int Of(object request) => request switch
    {
        ClassifyTierRequest or ScoreFitRequest or GetProfileRequest => 1,
        BatchClassifyTiersRequest batch => Of(batch.Items),
        BatchScoreFitRequest batch => Of(batch.Items),
        ForecastReachRequest forecast => forecast.Creators.Count,
        ComparePlansRequest comparison => comparison.Plans.Sum(plan => plan.Creators.Count),
        LookupProfilesRequest lookup => lookup.Ids?.CreatorIds_.Count ?? 0,
        UpsertProfilesRequest upsert => upsert.Profiles?.Profiles.Count ?? 0,
        DeleteProfilesRequest deletion => deletion.Ids?.CreatorIds_.Count ?? 0,
        _ => 0,
    };

    /// <summary>Of a batch or a chunk.</summary>
    public static int Of(Items? items) => items?.SourceCase switch
    {
        Items.SourceOneofCase.Followers => items.Followers.Followers.Count,
        Items.SourceOneofCase.Profiles => items.Profiles.Profiles.Count,
        Items.SourceOneofCase.Ids => items.Ids.CreatorIds_.Count,
        _ => 0,
    };
}
