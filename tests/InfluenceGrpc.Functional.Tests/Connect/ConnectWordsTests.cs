using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using static InfluenceGrpc.Functional.Tests.Connect.ConnectServer;

namespace InfluenceGrpc.Functional.Tests.Connect;

/// <summary>What people read when a call is refused says what to mend; programs find a reason in every refusal.</summary>
public sealed class ConnectWordsTests : IAsyncLifetime
{
    private const string NotItsMessage = "The JSON is not that of the request's message: ";

    private ConnectServer server = null!;

    public async Task InitializeAsync() => server = await StartAsync();

    public Task DisposeAsync() => server.DisposeAsync().AsTask();

    [Theory]
    [InlineData("{\n\"followerCount\": 4990,\n}", "this is not JSON: a comma stands behind the last entry (line 3).")]
    [InlineData("{\"followerCount\": 4990,}", "this is not JSON: a comma stands behind the last entry.")]
    [InlineData("{\"schemes\": {\"schemeIds\": [\"iab-uk\",]}}", "this is not JSON: a comma stands behind the last entry.")]
    [InlineData("{\n// ten\n\"followerCount\": 10}", "this is not JSON: '/' begins a comment, and there are none in JSON (line 2).")]
    [InlineData("{\"followerCount\": 10} /* ten */", "this is not JSON: '/' begins a comment, and there are none in JSON.")]
    [InlineData("", "this is not JSON: there is nothing in it.")]
    public async Task WhatIsNoJson_IsToldWhyAndWhere(string json, string told) =>
        Assert.Equal(NotItsMessage + told, (string?)(await RefusedAsync(json))["message"]);

    [Theory]
    [InlineData("{\"a0\":1,\"a1\":1}", "a0: there is no such field; a1: there is no such field.")]
    [InlineData("{\"followerCuont\":1}", "followerCuont: there is no such field; did you mean followerCount?")]
    [InlineData("{\"profile\":{\"audience\":{\"countries\":{\"NO\":0.1,\"NO\":0.9}}}}", "profile.audience.countries[\"NO\"]: is given twice.")]
    [InlineData("{\"profile\":{\"topics\":{\"a\":0.1,\"\\u0061\":0.9}}}", "profile.topics[\"a\"]: is given twice.")]
    [InlineData("{\"followerCount\":1,\"followerCount\":1}", "followerCount: is given twice.")]
    public async Task SeveralFaults_AreToldApart(string json, string told) =>
        Assert.Equal(NotItsMessage + told, (string?)(await RefusedAsync(json))["message"]);

    [Theory]
    [InlineData(6, " And 1 more fault.")]
    [InlineData(7, " And 2 more faults.")]
    [InlineData(20, " And at least 15 more faults.")]
    [InlineData(500, " And at least 15 more faults.")]
    public async Task MoreFaultsThanAreTold_AreCounted(int count, string told)
    {
        var error = await RefusedAsync("{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"a{i}\":1")) + "}");

        Assert.EndsWith("a4: there is no such field." + told, (string?)error["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task BodyThatIsLonger_IsToldAsFarAsItWasRead()
    {
        using var response = await server.PostAsync(BatchClassifyTiers, new string(' ', 20_000_000));

        var error = await JsonOf(response);
        Assert.Matches("^At least [0-9]+ bytes; at most 8388608 are allowed", (string?)error["message"]);
        Assert.Equal("TOO_MANY_BYTES", ReasonOf(error));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/proto")]
    public async Task MessageThatIsTooLargeOnceInflated_IsToldTheLimit(string type)
    {
        using var response = await server.SendAsync(BatchClassifyTiers, Body(Gzip(new byte[20_000_000]), type, "gzip"));

        var error = await JsonOf(response);
        Assert.Equal("TOO_MANY_BYTES", ReasonOf(error));
        Assert.Equal("8388608", (string?)Detail(error, "google.rpc.ErrorInfo")!["metadata"]!["limit"]);
        Assert.Contains("once it is inflated", (string?)error["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/proto")]
    public async Task BodyThatIsNotCompressed_IsToldOfWhatWasSent(string type)
    {
        using var response = await server.SendAsync(ClassifyTier, Body("not compressed"u8.ToArray(), type, "gzip"));

        var error = await JsonOf(response);
        Assert.StartsWith("The message is not compressed as the call says it is", (string?)error["message"], StringComparison.Ordinal);
        Assert.DoesNotContain("grpc", (string?)error["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compression_IsNamedInAnyCase()
    {
        using var response = await server.SendAsync(ClassifyTier, Body(Gzip("{\"followerCount\":700}"u8.ToArray()), "application/json", "GZIP"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("connect-timeout-ms", "0", "DEADLINE_PASSED")]
    [InlineData("content-encoding", "br", "ENCODING_UNKNOWN")]
    [InlineData("connect-protocol-version", "2", "INVALID_REQUEST")]
    public async Task CallAsItCannotBe_HasAReason(string header, string value, string reason)
    {
        var content = Body("{}"u8.ToArray(), "application/json");
        content.Headers.TryAddWithoutValidation(header, value);

        using var response = await server.SendAsync(ClassifyTier, content);

        Assert.Equal(reason, ReasonOf(await JsonOf(response)));
    }

    [Fact]
    public async Task Stream_HasAReason()
    {
        using var response = await server.PostAsync("influence.v1.TierService/StreamClassifyTiers", "{}");

        Assert.Equal("STREAM_NEEDS_GRPC", ReasonOf(await JsonOf(response)));
    }

    [Theory]
    [InlineData("POST", "/influence.v1.tierservice/classifytier", "/influence.v1.TierService/ClassifyTier")]
    [InlineData("POST", "/influence.v1.TierService/ClassifyTier/", "/influence.v1.TierService/ClassifyTier")]
    [InlineData("POST", "//influence.v1.TierService/ClassifyTier", "/influence.v1.TierService/ClassifyTier")]
    [InlineData("POST", "/TierService/ClassifyTier", "/influence.v1.TierService/ClassifyTier")]
    [InlineData("POST", "/influence.v1.TiersService/ClassifyTier", "/influence.v1.TierService/ClassifyTier")]
    [InlineData("GET", "/influence.v2.InfoService/GetServerInfo", "/influence.v1.InfoService/GetServerInfo")]
    [InlineData("GET", "/health.v1.Health/Check", "/grpc.health.v1.Health/Check")]
    [InlineData("GET", "/favicon.png", null)]
    [InlineData("POST", "/", null)]
    public async Task AddressOfNothing_IsToldWhichOneIsMeant(string method, string path, string? meant)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), server.Client.BaseAddress!.OriginalString.TrimEnd('/') + path)
        {
            Content = method == "POST" ? new StringContent("{}", Encoding.UTF8, "application/json") : null,
        };

        using var response = await server.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var error = await JsonOf(response);
        Assert.Equal(("unimplemented", "RPC_UNKNOWN"), ((string?)error["code"], ReasonOf(error)));
        Assert.Equal(
            $"There is no {path} here; " + (meant is null ? "rpcs are asked for by their names in the contract, such as /influence.v1.TierService/ClassifyTier." : $"did you mean {meant}?"),
            (string?)error["message"]);
    }

    [Fact]
    public async Task AddressOfKilobytes_IsNotRepeated()
    {
        using var response = await server.PostAsync(new string('a', 5_000), "{}");

        Assert.InRange((await response.Content.ReadAsStringAsync()).Length, 1, 1_000);
    }

    private static string? ReasonOf(JsonNode error) => (string?)Detail(error, "google.rpc.ErrorInfo")?["reason"];

    private async Task<JsonNode> RefusedAsync(string json)
    {
        using var response = await server.PostAsync(ClassifyTier, json);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return await JsonOf(response);
    }
}
