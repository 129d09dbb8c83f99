using Influence.V1;

namespace InfluenceGrpc.Load;

/// <summary>The kinds of streams that are measured.</summary>
internal static class Bulks
{
    private const int Columns = 10_000;
    private const int Rows = 1_000;

    /// <summary>Tiers of follower counts.</summary>
    public static Bulk Tiers => TiersOf("StreamClassifyTiers, follower counts", Columns, [new Items { Followers = Questions.Followers(Columns) }]);

    /// <summary>Tiers of creators by id.</summary>
    public static Bulk TiersById(int creators) =>
        TiersOf("StreamClassifyTiers, ids", Columns, OfIds(creators, Columns));

    /// <summary>Fit of creators by id.</summary>
    public static Bulk FitsById(int creators) => FitsOf("StreamScoreFit, ids", OfIds(creators, Rows));

    /// <summary>Fit of profiles in the request.</summary>
    public static Bulk FitsOfProfiles =>
        FitsOf("StreamScoreFit, profiles in the request", [new Items { Profiles = Questions.Profiles(Enumerable.Range(0, Rows)) }]);

    /// <summary>Profiles by id.</summary>
    public static Bulk LookUps(int creators)
    {
        var ids = Questions.Ids(creators, Rows);
        return new BulkStream<StreamLookupProfilesRequest, StreamLookupProfilesResponse>(
            "StreamLookupProfiles",
            Rows,
            (channel, token) => new ProfileService.ProfileServiceClient(channel).StreamLookupProfiles(cancellationToken: token),
            new() { Config = new() },
            sequence => new() { Chunk = new() { Sequence = sequence, Ids = ids[(int)(sequence % (ulong)ids.Count)] } },
            response => response.Result is { } result
                ? ChunkAnswer.Of(result.Status, result.Rows?.ItemCount ?? 0, result.Rows?.Errors, !result.More)
                : null);
    }

    /// <summary>Writes of profiles, each chunk of creators of its own and of a higher version than the one before.</summary>
    public static Bulk Upserts(int creators) => new BulkStream<StreamUpsertProfilesRequest, StreamUpsertProfilesResponse>(
        "StreamUpsertProfiles",
        Rows,
        (channel, token) => new ProfileService.ProfileServiceClient(channel).StreamUpsertProfiles(cancellationToken: token),
        new() { Config = new() },
        sequence => new()
        {
            Chunk = new()
            {
                Sequence = sequence,
                Profiles = Questions.Profiles(Enumerable.Range((int)(sequence * Rows % (ulong)creators), Rows), (ulong)DateTime.UtcNow.Ticks),
            },
        },
        response => response.Result is { } result
            ? ChunkAnswer.Of(result.Status, result.Upserts?.ItemCount ?? 0, result.Upserts?.Errors)
            : null);

    private static Items[] OfIds(int creators, int count) => [.. Questions.Ids(creators, count).Select(ids => new Items { Ids = ids })];

    private static BulkStream<StreamClassifyTiersRequest, StreamClassifyTiersResponse> TiersOf(string name, int items, Items[] sources) => new(
        name,
        items,
        (channel, token) => new TierService.TierServiceClient(channel).StreamClassifyTiers(cancellationToken: token),
        new() { Config = new() },
        sequence => new() { Chunk = new() { Sequence = sequence, Items = sources[(int)(sequence % (ulong)sources.Length)] } },
        response => response.Result is { } result
            ? ChunkAnswer.Of(result.Status, result.Tiers?.ItemCount ?? 0, result.Tiers?.Errors)
            : null);

    private static BulkStream<StreamScoreFitRequest, StreamScoreFitResponse> FitsOf(string name, Items[] sources) => new(
        name,
        Rows,
        (channel, token) => new FitService.FitServiceClient(channel).StreamScoreFit(cancellationToken: token),
        new() { Config = new() { Brief = Questions.Brief } },
        sequence => new() { Chunk = new() { Sequence = sequence, Items = sources[(int)(sequence % (ulong)sources.Length)] } },
        response => response.Result is { } result
            ? ChunkAnswer.Of(result.Status, result.Fits?.ItemCount ?? 0, result.Fits?.Errors)
            : null);
}
