using InfluenceGrpc.Client;

namespace InfluenceGrpc.Load;

/// <summary>The streams of a soak: a kind each, together with single calls and writes about two thirds of a core, clients included.</summary>
internal static class SoakStreams
{
    private const int Columns = 8_000;
    private const int Rows = 1_000;
    private const int Stride = 7_919;

    /// <summary>Makes them.</summary>
    /// <param name="creators">How many there are to ask for.</param>
    public static PacedStream[] Of(int creators)
    {
        string IdOf(long item) => Population.Id(CreatorOf(item, creators));
        var followers = Questions.Followers(Columns).Followers.ToArray();
        var profiles = Questions.Profiles(Enumerable.Range(0, Rows)).Profiles.ToArray();
        var brief = Questions.Brief;
        return
        [
            new("StreamClassifyTiers, follower counts", Columns, 20, (client, items, token) =>
                client.ClassifyAsync(items, item => (ulong?)followers[item % Columns], new() { MaxItemsPerChunk = Columns }, token)),
            new("StreamClassifyTiers, ids", Columns, 1, (client, items, token) =>
                client.ClassifyAsync(items, IdOf, new() { MaxItemsPerChunk = Columns }, token)),
            new("StreamScoreFit, ids", Rows, 4, (client, items, token) =>
                client.ScoreFitStreamAsync(items, IdOf, brief, new() { MaxItemsPerChunk = Rows }, token)),
            new("StreamScoreFit, profiles in the request", Rows, 2, (client, items, token) =>
                client.ScoreFitStreamAsync(items, item => profiles[item % Rows], brief, new() { MaxItemsPerChunk = Rows }, token)),
            new(
                "StreamLookupProfiles",
                Rows,
                2,
                (client, items, token) => client.LookupProfilesAsync(items, IdOf, new() { MaxItemsPerChunk = Rows }, token),
                (chunk, item) => ((LookedUpChunk<long>)chunk).ProfileOf(item)?.CreatorId != IdOf(chunk.Items[item])),
        ];
    }

    /// <summary>Which creator an item asks for: all in turn, neighbours far apart.</summary>
    public static int CreatorOf(long item, int creators) => (int)(item * Stride % creators);
}
