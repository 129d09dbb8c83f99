using System.IO.Compression;
using System.Net;
using System.Text;
using Google.Protobuf;
using Google.Rpc;
using Influence.V1;
using InfluenceGrpc.Functional.Tests.Redis;
using InfluenceGrpc.Server.Admission;
using Microsoft.Extensions.DependencyInjection;
using static InfluenceGrpc.Functional.Tests.Connect.ConnectServer;

namespace InfluenceGrpc.Functional.Tests.Connect;

/// <summary>What is wrong with calls by the Connect protocol is said in JSON, all of it, with the status of HTTP that goes with it.</summary>
public sealed class ConnectErrorTests : IAsyncLifetime
{
    private ConnectServer server = null!;

    public async Task InitializeAsync() => server = await StartAsync("--Limits:MaxItems", "1000");

    public async Task DisposeAsync()
    {
        await Until.TrueAsync(() => server.Server.Services.GetRequiredService<MemoryBudget>().Held == 0, "no call holds memory any more");
        await server.DisposeAsync();
    }

    [Fact]
    public async Task FaultsOfTheRequest_AreDetailsThatAnyClientReads()
    {
        using var response = await server.PostAsync(ClassifyTier, """{"followerCount": 1, "schemes": {"schemeIds": ["nope", "iab-uk", "nada"]}}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = await JsonOf(response);
        Assert.Equal("invalid_argument", (string?)error["code"]);
        Assert.Contains("nope", (string?)error["message"], StringComparison.Ordinal);
        var detail = error["details"]!.AsArray().Single(one => (string?)one!["type"] == "google.rpc.BadRequest")!;
        var value = (string)detail["value"]!;
        var badRequest = BadRequest.Parser.ParseFrom(Convert.FromBase64String(value.PadRight((value.Length + 3) / 4 * 4, '=')));
        Assert.Equal(["schemes.schemeIds[0]", "schemes.schemeIds[2]"], badRequest.FieldViolations.Select(violation => violation.Field));
        Assert.Equal("schemes.schemeIds[0]", (string?)detail["debug"]!["fieldViolations"]![0]!["field"]);
        Assert.Equal("UNKNOWN_TIER_SCHEME", (string?)Detail(error, "google.rpc.ErrorInfo")!["reason"]);
    }

    [Fact]
    public async Task JsonThatIsNotTheMessage_IsToldEveryFault()
    {
        using var response = await server.PostAsync(ClassifyTier,
            """
            {
              "followerCuont": 1,
              "schemes": {"schemeIds": "iab-uk"},
              "profile": {"followers": -3, "platform": "INSTAGRAM"}
            }
            """);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = await JsonOf(response);
        var violations = Detail(error, "google.rpc.BadRequest")!["fieldViolations"]!.AsArray();
        Assert.Equal(["followerCuont", "schemes.schemeIds", "profile.followers", "profile.platform"], violations.Select(one => (string?)one!["field"]));
        Assert.Equal("there is no such field; did you mean followerCount? (line 2)", (string?)violations[0]!["description"]);
        Assert.Contains("PLATFORM_INSTAGRAM", (string?)violations[3]!["description"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{} {}")]
    [InlineData("{\"followerCount\": 1,}")]
    [InlineData("{\"followerCount\": 1e400}")]
    [InlineData("{\"followerCount\": 1} // ten")]
    [InlineData("{\"profile\": {\"creatorId\": \"\\ud800\"}}")]
    public async Task WhatIsNoJson_IsToldSo(string body)
    {
        using var response = await server.PostAsync(ClassifyTier, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = await JsonOf(response);
        Assert.Equal("INVALID_REQUEST", (string?)Detail(error, "google.rpc.ErrorInfo")!["reason"]);
        Assert.NotEmpty(Detail(error, "google.rpc.BadRequest")!["fieldViolations"]!.AsArray());
    }

    [Fact]
    public async Task JsonNestedTooDeep_IsToldSo()
    {
        using var response = await server.PostAsync(ClassifyTier, $"{{\"profile\": {new string('[', 100)}{new string(']', 100)}}}");

        var violations = Detail(await JsonOf(response), "google.rpc.BadRequest")!["fieldViolations"]!.AsArray();
        Assert.Contains(violations, one => (string?)one!["description"] == "this is nested more than 100 levels deep");
    }

    [Fact]
    public async Task TextThatIsNotUtf8_IsToldSo()
    {
        using var response = await server.SendAsync(ClassifyTier, Body([(byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}'], "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_argument", (string?)(await JsonOf(response))["code"]);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/connect+json")]
    public async Task OtherContent_IsToldWhatToSend(string type)
    {
        using var response = await server.SendAsync(ClassifyTier, Body("{}"u8.ToArray(), type));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("application/json, application/proto", response.Headers.GetValues("accept-post").Single());
        Assert.Contains("application/json", (string?)(await JsonOf(response))["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE", ClassifyTier, "GET, POST")]
    [InlineData("PUT", "influence.v1.ProfileService/DeleteProfiles", "POST")]
    [InlineData("GET", "influence.v1.ProfileService/DeleteProfiles", "POST")]
    [InlineData("GET", "influence.v1.ProfileService/UpsertProfiles", "POST")]
    [InlineData("GET", "grpc.health.v1.Health/Check", "POST")]
    public async Task OtherMethod_IsToldWhichToUse(string method, string rpc, string allowed)
    {
        using var response = await server.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/" + rpc));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(allowed, string.Join(", ", response.Content.Headers.Allow));
        Assert.Contains("POST", (string?)(await JsonOf(response))["message"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("influence.v1.TierService/NoSuch")]
    [InlineData("influence.v1.TierService/classifytier")]
    public async Task NoRpc_IsToldSo(string rpc)
    {
        using var response = await server.PostAsync(rpc, "{}");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("unimplemented", (string?)(await JsonOf(response))["code"]);
    }

    [Theory]
    [InlineData("connect-protocol-version", "2", HttpStatusCode.BadRequest, "invalid_argument")]
    [InlineData("connect-timeout-ms", "soon", HttpStatusCode.BadRequest, "invalid_argument")]
    [InlineData("connect-timeout-ms", "12345678901", HttpStatusCode.BadRequest, "invalid_argument")]
    [InlineData("connect-timeout-ms", "0", HttpStatusCode.GatewayTimeout, "deadline_exceeded")]
    public async Task Headers_AreAsConnectHasThem(string name, string value, HttpStatusCode http, string code)
    {
        using var response = await server.PostAsync(ClassifyTier, """{"followerCount": 1}""", (name, value));

        Assert.Equal((http, code), (response.StatusCode, (string?)(await JsonOf(response))["code"]));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("9999999999")]
    public async Task Timeout_ThatIsLongEnough_IsNoMatter(string milliseconds)
    {
        using var response = await server.PostAsync(ClassifyTier, """{"followerCount": 1}""", ("connect-timeout-ms", milliseconds.PadRight(5, '0')), ("connect-protocol-version", "1"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("application/json", "br", HttpStatusCode.NotImplemented)]
    [InlineData("application/json", "gzip", HttpStatusCode.BadRequest)]
    [InlineData("application/proto", "gzip", HttpStatusCode.BadRequest)]
    public async Task Compression_ThatIsNoneOfOurs_IsToldSo(string type, string encoding, HttpStatusCode http)
    {
        using var response = await server.SendAsync(ClassifyTier, Body("{}"u8.ToArray(), type, encoding));

        Assert.Equal(http, response.StatusCode);
        Assert.NotEqual("unknown", (string?)(await JsonOf(response))["code"]);
    }

    [Theory]
    [InlineData("?encoding=xml&message=1", HttpStatusCode.NotImplemented)]
    [InlineData("?encoding=json&message=%7B&connect=v1", HttpStatusCode.BadRequest)]
    [InlineData("?encoding=json&message=!!&base64=1", HttpStatusCode.BadRequest)]
    [InlineData("?encoding=proto&message=%FF%FF", HttpStatusCode.BadRequest)]
    public async Task Query_ThatIsAtFault_IsToldSo(string query, HttpStatusCode http)
    {
        using var response = await server.Client.GetAsync($"/{ClassifyTier}{query}");

        Assert.Equal(http, response.StatusCode);
        Assert.NotNull((await JsonOf(response))["message"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MessageTooLarge_IsToldSo(bool isCompressed)
    {
        var json = Encoding.UTF8.GetBytes("{\"followerCount\": 1" + new string(' ', 9 * 1024 * 1024) + "}");
        if (isCompressed)
        {
            using var compressed = new MemoryStream();
            await using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            {
                gzip.Write(json);
            }

            json = compressed.ToArray();
        }

        using var response = await server.SendAsync(ClassifyTier, Body(json, "application/json", isCompressed ? "gzip" : null));

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        var error = await JsonOf(response);
        Assert.Equal("resource_exhausted", (string?)error["code"]);
        Assert.Equal("TOO_MANY_BYTES", (string?)Detail(error, "google.rpc.ErrorInfo")!["reason"]);
    }

    // Two bytes and a comma each, and kilobytes once read.
    [Fact]
    public async Task MessageThatWouldTakeTooMuchMemory_IsRefusedBeforeItIsRead()
    {
        await using var small = await StartAsync("--Limits:MaxCallMemory", "25165824");
        var json = "{\"items\":{\"profiles\":{\"profiles\":[" + string.Join(',', Enumerable.Repeat("{}", 1_000_000)) + "]}}}";

        using var response = await small.PostAsync(BatchClassifyTiers, json);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("TOO_MANY_BYTES", (string?)Detail(await JsonOf(response), "google.rpc.ErrorInfo")!["reason"]);
        await Until.TrueAsync(() => small.Server.Services.GetRequiredService<MemoryBudget>().Held == 0, "it is given back");
    }

    [Fact]
    public async Task TooManyIds_AreToldTheLimitOfTheirRpc()
    {
        using var response = await server.PostAsync("influence.v1.ProfileService/LookupProfiles",
            "{\"ids\":{\"creatorIds\":[" + string.Join(',', Enumerable.Repeat("\"a\"", 20_000)) + "]}}");

        var info = Detail(await JsonOf(response), "google.rpc.ErrorInfo")!;
        Assert.Equal(("TOO_MANY_ITEMS", "1000", "20000"), ((string?)info["reason"], (string?)info["metadata"]!["limit"], (string?)info["metadata"]!["got"]));
    }

    [Fact]
    public async Task TooManyItems_IsToldTheLimit()
    {
        var request = new BatchClassifyTiersRequest { Items = new() { Followers = new() { Followers = { Enumerable.Range(0, 1_001).Select(i => (ulong)i) } } } };

        using var response = await server.PostAsync(BatchClassifyTiers, JsonFormatter.Default.Format(request));

        var error = await JsonOf(response);
        Assert.Equal("1000", (string?)Detail(error, "google.rpc.ErrorInfo")!["metadata"]!["limit"]);
    }
}
