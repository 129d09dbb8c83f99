using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Performance.Asked;

namespace InfluenceGrpc.Performance.Loads;

/// <summary>The kinds of streams that are measured.</summary>
internal static class ChunkKinds
{
    private const int Draws = 8;

    // Where nothing else is said: whole profiles are large.
    private const int ProfilesAChunk = 1_000;
    private const string Tiers = "influence.v1.TierService";
    private const string Fits = "influence.v1.FitService";
    private const string Profiles = "influence.v1.ProfileService";

    /// <summary>Tiers of follower counts in one packed column.</summary>
    public static ChunkKind FollowerColumns(int items)
    {
        var draws = Enumerable.Range(0, Draws).Select(draw => Questions.Followers(items, draw)).ToArray();
        return TiersOf(items, [.. draws.Select(draw => (new Items { Followers = draw }, (IReadOnlyList<ulong>)draw.Followers))]);
    }

    /// <summary>Tiers of profiles that have an id and a follower count: what one would write first.</summary>
    public static ChunkKind FollowerRows(int items) => TiersOf(items, [.. Enumerable.Range(0, Draws).Select(draw =>
    {
        var followers = Questions.Followers(items, draw).Followers;
        var rows = followers.Select((count, number) => new CreatorProfile { CreatorId = Population.Id((draw * items) + number), Followers = count });
        return (new Items { Profiles = new() { Profiles = { rows } } }, (IReadOnlyList<ulong>)followers);
    })]);

    /// <summary>Tiers of stored creators by id.</summary>
    public static ChunkKind TiersById(int creators, int items) => TiersOf(items, [.. Population.Drawn(creators, items).Select(drawn =>
        (new Items { Ids = Population.Ids(drawn) }, (IReadOnlyList<ulong>)[.. drawn.Select(creator => Population.Profile(creator).Followers)]))]);

    /// <summary>Fit of stored creators by id.</summary>
    public static ChunkKind FitsById(int creators, int items = ProfilesAChunk) => FitsOf(
        items, [.. Population.Drawn(creators, items).Select(drawn => (new Items { Ids = Population.Ids(drawn) }, drawn))]);

    /// <summary>Fit of profiles in the request.</summary>
    public static ChunkKind FitsOfProfiles(int items = ProfilesAChunk)
    {
        var chunks = Enumerable.Range(0, Draws).Select(draw => Enumerable.Range(draw * items, items).ToArray());
        return FitsOf(items, [.. chunks.Select(chunk => (new Items { Profiles = Questions.Profiles(chunk) }, chunk))]);
    }

    /// <summary>Stored profiles by id.</summary>
    public static ChunkKind LookUps(int creators, int items = ProfilesAChunk)
    {
        var chunks = Population.Drawn(creators, items);
        return new(
            Profiles, "StreamLookupProfiles", [], items,
            [.. chunks.Select(drawn => new StreamLookupProfilesChunk { Ids = Population.Ids(drawn) }.ToByteArray())],
            (body, messages) =>
            {
                var rows = messages.SelectMany(message => StreamLookupProfilesResponse.Parser.ParseFrom(message).Result.Rows?.Profiles ?? []);
                if (!rows.SequenceEqual(chunks[body].Select(Population.Profile)))
                {
                    throw new InvalidOperationException("The profiles are not those that were stored.");
                }
            });
    }

    /// <summary>Writes of profiles, of other creators than those that are read, each of a higher version than the one before.</summary>
    public static ChunkKind Upserts(int creators, int items = ProfilesAChunk)
    {
        return new(
            Profiles, "StreamUpsertProfiles", [], items, [.. Enumerable.Range(0, creators / items).Select(Body)],
            (_, messages) =>
            {
                var upserts = StreamUpsertProfilesResponse.Parser.ParseFrom(messages.Single()).Result.Upserts;
                if (upserts is null || upserts.Errors.Count > 0 || upserts.Outcomes.Count != items)
                {
                    throw new InvalidOperationException($"Not all were written: {messages[0].Length} bytes of answer.");
                }
            })
        {
            Renew = Body,
            SaysSequenceTwice = true,
        };

        byte[] Body(int body) => new StreamUpsertProfilesChunk
        {
            Profiles = Questions.Profiles(Enumerable.Range(creators + (body * items), items), (ulong)DateTime.UtcNow.Ticks),
        }.ToByteArray();
    }

    private static ChunkKind TiersOf(int items, (Items Items, IReadOnlyList<ulong> Followers)[] chunks) => new(
        Tiers, "StreamClassifyTiers", [], items, [.. chunks.Select(chunk => new StreamClassifyTiersChunk { Items = chunk.Items }.ToByteArray())],
        (body, messages) => TierRules.JudgeChunk(messages, chunks[body].Followers));

    private static ChunkKind FitsOf(int items, (Items Items, int[] Creators)[] chunks) => new(
        Fits, "StreamScoreFit", new StreamScoreFitConfig { Brief = Questions.Brief }.ToByteArray(), items,
        [.. chunks.Select(chunk => new StreamScoreFitChunk { Items = chunk.Items }.ToByteArray())],
        (body, messages) => FitRules.JudgeChunk(messages, chunks[body].Creators));
}
