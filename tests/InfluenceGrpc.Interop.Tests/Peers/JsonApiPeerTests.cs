using System.Net.Http.Json;

namespace InfluenceGrpc.Interop.Tests.Peers;

/// <summary>The JSON API that our server is measured beside says what our own bounds say.</summary>
[Trait("Needs", "tools")]
public sealed class JsonApiPeerTests(RunningPeers peers) : IClassFixture<RunningPeers>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Tier_AnyFollowers_IsWhatOurBoundsSay()
    {
        using var client = new HttpClient { BaseAddress = (await peers.StartedAsync("json-api")).Address, Timeout = Limit };

        List<string> answers = [];
        foreach (ulong followers in RunningPeers.Counts)
        {
            answers.Add(await PostAsync(client, "/tier", new { followerCount = followers }));
        }

        Assert.Equal(RunningPeers.Ordinals.Select(ordinal => $$"""{"ordinal":{{ordinal}}}"""), answers);
    }

    [Fact]
    public async Task Tiers_ManyAndNone_IsWhatOurBoundsSay()
    {
        using var client = new HttpClient { BaseAddress = (await peers.StartedAsync("json-api")).Address, Timeout = Limit };

        string many = await PostAsync(client, "/tiers", RunningPeers.Counts.Select(followers => new { creatorId = "creator", followers }));
        string none = await PostAsync(client, "/tiers", Array.Empty<object>());

        Assert.Equal($"[{string.Join(',', RunningPeers.Ordinals)}]", many);
        Assert.Equal("[]", none);
    }

    private static async Task<string> PostAsync<T>(HttpClient client, string path, T question)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync(path, question);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }
}
