using System.Net;
using Google.Protobuf;
using Influence.V1;
using static InfluenceGrpc.Functional.Tests.Connect.ConnectServer;

namespace InfluenceGrpc.Functional.Tests.Connect;

/// <summary>A query brings a message as bytes, whatever they are, and says how.</summary>
public sealed class ConnectQueryTests : IAsyncLifetime
{
    private ConnectServer server = null!;

    public async Task InitializeAsync() => server = await StartAsync();

    public Task DisposeAsync() => server.DisposeAsync().AsTask();

    // Every count has other bytes, from those that are text to those that are none.
    [Fact]
    public async Task Protobuf_PercentEncoded_IsReadAsItsBytes()
    {
        foreach (var followers in Enumerable.Range(0, 256).Select(i => 20UL * 128 * 128 + (ulong)i))
        {
            var request = new ClassifyTierRequest { FollowerCount = followers, Schemes = new() { SchemeIds = { "iab-uk" } } };
            var message = string.Concat(request.ToByteArray().Select(value => $"%{value:X2}"));

            var expected = await new TierService.TierServiceClient(server.Server.Channel).ClassifyTierAsync(request);

            using var response = await server.Client.GetAsync($"/{ClassifyTier}?encoding=proto&message={message}");

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(expected, ClassifyTierResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync()));
        }
    }

    [Theory]
    [InlineData("encoding=proto&message=%08%FE%26")]
    [InlineData("encoding=proto&message=%08%fe%26")]
    [InlineData("message={%22followerCount%22:+4990}")]
    [InlineData("%6Dessage=%7B%22followerCount%22%3A4990%7D")]
    [InlineData("base64=1&message=eyJmb2xsb3dlckNvdW50Ijo0OTkwfQ==")]
    [InlineData("base64=1&message=eyJmb2xsb3dlckNvdW50Ijo0OTkwfQ%3D%3D")]
    [InlineData("base64=1&message=eyJmb2xsb3dlckNvdW50Ijo0OTkwfQ")]
    public async Task Message_AsItMayBeWritten_IsRead(string query)
    {
        using var response = await server.Client.GetAsync($"/{ClassifyTier}?{query}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    // One field that nobody knows, of bytes that have both other letters of the alphabets in them.
    [Theory]
    [InlineData("-_-_")]
    [InlineData("%2B/%2B/")]
    [InlineData("+/+/")]
    [InlineData("+%2f%2b/")]
    [InlineData("-/%2B_")]
    public async Task Base64_OfEitherAlphabet_IsRead(string letters)
    {
        // Field 1,000 of three bytes, and the follower count.
        using var response = await server.Client.GetAsync($"/{ClassifyTier}?encoding=proto&base64=1&message=wj4D{letters}CP4m");

        Assert.Equal("micro", ClassifyTierResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync()).Classifications.Single().Tier.Id);
    }

    [Theory]
    [InlineData("base64=true&message=eyJ9", "base64 is true; it must be 1, or left out.")]
    [InlineData("base64=0&message={}", "base64 is 0; it must be 1, or left out.")]
    [InlineData("base64=1&message=!!", "The message is not base64, which base64=1 says it is.")]
    [InlineData("base64=1&message=e30===", "The message is not base64, which base64=1 says it is.")]
    [InlineData("base64=1&message=e%0A30", "The message is not base64, which base64=1 says it is.")]
    [InlineData("connect=v2&message={}", "Version v2 of the Connect protocol is not known; v1 is.")]
    [InlineData("connect=1&message={}", "Version 1 of the Connect protocol is not known; v1 is.")]
    [InlineData("message={}&message={}", "The query has message twice.")]
    public async Task Query_AtFault_IsToldWhichPartOfIt(string query, string told)
    {
        using var response = await server.Client.GetAsync($"/{ClassifyTier}?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(told, (string?)(await JsonOf(response))["message"]);
    }

    [Fact]
    public async Task Address_OfMoreThan8Kilobytes_IsTooLong()
    {
        using var shorter = await server.Client.GetAsync($"/{ClassifyTier}?message={{{new string('+', 7_900)}}}");
        using var longer = await server.Client.GetAsync($"/{ClassifyTier}?message={{{new string('+', 9_000)}}}");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.RequestUriTooLong), (shorter.StatusCode, longer.StatusCode));
        Assert.Empty(await longer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("?")]
    [InlineData("?message=&encoding=json")]
    [InlineData("")]
    public async Task Query_WithoutAMessage_IsTheEmptyOne(string query)
    {
        using var response = await server.Client.GetAsync($"/influence.v1.InfoService/GetServerInfo{query}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
