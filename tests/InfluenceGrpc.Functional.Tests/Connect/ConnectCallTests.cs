using System.IO.Compression;
using System.Net;
using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Influence.V1;
using static InfluenceGrpc.Functional.Tests.Connect.ConnectServer;

namespace InfluenceGrpc.Functional.Tests.Connect;

/// <summary>Calls by the Connect protocol are answered as over gRPC.</summary>
public sealed class ConnectCallTests : IAsyncLifetime
{
    private static readonly ClassifyTierRequest Question = new() { FollowerCount = 4_990, Schemes = new() { SchemeIds = { "harvard-media", "iab-uk" } } };

    private ConnectServer server = null!;

    public async Task InitializeAsync() => server = await StartAsync();

    public Task DisposeAsync() => server.DisposeAsync().AsTask();

    [Fact]
    public async Task Post_Json_IsAnsweredAsOverGrpc()
    {
        var expected = await new TierService.TierServiceClient(server.Server.Channel).ClassifyTierAsync(Question);

        using var response = await server.PostAsync(ClassifyTier, """{"followerCount": "4990", "schemes": {"scheme_ids": ["harvard-media", "iab-uk"]}}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("nosniff", response.Headers.GetValues("x-content-type-options").Single());
        Assert.Equal(expected, JsonParser.Default.Parse<ClassifyTierResponse>((await JsonOf(response)).ToJsonString()));
        Assert.DoesNotContain(response.Headers, header => header.Key.StartsWith("grpc", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Post_Protobuf_IsAnsweredAsOverGrpc()
    {
        var expected = await new TierService.TierServiceClient(server.Server.Channel).ClassifyTierAsync(Question);

        using var response = await server.SendAsync(ClassifyTier, Body(Question.ToByteArray(), "application/proto"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/proto", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(expected, ClassifyTierResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync()));
    }

    [Theory]
    [InlineData("?encoding=json&message=%7B%22followerCount%22%3A%224990%22%7D&connect=v1")]
    [InlineData("?encoding=json&base64=1&message=eyJmb2xsb3dlckNvdW50IjoiNDk5MCJ9")]
    [InlineData("?encoding=proto&base64=1&message=CP4m")]
    [InlineData("?encoding=proto&base64=1&message=CP4m&connect=v1&compression=identity")]
    public async Task Get_WithoutSideEffects_IsAnswered(string query)
    {
        using var response = await server.Client.GetAsync($"/{ClassifyTier}{query}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = query.Contains("proto", StringComparison.Ordinal)
            ? ClassifyTierResponse.Parser.ParseFrom(await response.Content.ReadAsByteArrayAsync())
            : JsonParser.Default.Parse<ClassifyTierResponse>((await JsonOf(response)).ToJsonString());
        Assert.Equal("micro", answer.Classifications.Single().Tier.Id);
    }

    [Fact]
    public async Task Get_NothingAsked_IsTheEmptyMessage()
    {
        using var response = await server.Client.GetAsync("/influence.v1.InfoService/GetServerInfo");

        Assert.Equal("harvard-media", (string?)(await JsonOf(response))["defaultTierSchemeId"]);
    }

    // Every rpc of the contract has its own rules for what it is asked; all have an answer of their own, and none one of the adapter's.
    [Fact]
    public async Task EveryUnaryRpc_AskedNothing_AnswersForItself()
    {
        foreach (var rpc in InfluenceServices.SelectMany(service => service.Methods).Where(method => !method.IsClientStreaming))
        {
            using var response = await server.PostAsync($"{rpc.Service.FullName}/{rpc.Name}", "{}");
            var answer = await JsonOf(response);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                Assert.NotNull(rpc.OutputType.Parser.ParseJson(answer.ToJsonString()));
            }
            else
            {
                Assert.True(Detail(answer, "google.rpc.ErrorInfo") is not null, $"{rpc.FullName}: {answer.ToJsonString()}");
            }
        }
    }

    [Fact]
    public async Task EveryStream_IsToldToComeByGrpc()
    {
        var streams = InfluenceServices.SelectMany(service => service.Methods).Where(method => method.IsClientStreaming).ToList();
        Assert.NotEmpty(streams);
        foreach (var rpc in streams)
        {
            using var response = await server.PostAsync($"{rpc.Service.FullName}/{rpc.Name}", "{}");

            Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
            var error = await JsonOf(response);
            Assert.Equal("unimplemented", (string?)error["code"]);
            Assert.Contains("gRPC", (string?)error["message"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/proto")]
    public async Task Post_Compressed_IsReadAndAnsweredCompressed(string type)
    {
        var request = new BatchClassifyTiersRequest { Items = new() { Followers = new() { Followers = { Enumerable.Range(0, 2_000).Select(i => (ulong)i * 37) } } } };
        var expected = await new TierService.TierServiceClient(server.Server.Channel).BatchClassifyTiersAsync(request);
        var bytes = type == "application/json" ? Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(request)) : request.ToByteArray();

        using var response = await server.SendAsync(BatchClassifyTiers, Body(Gzip(bytes), type, "gzip"), ("accept-encoding", "br, gzip;q=0.5"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.Equal("Accept-Encoding", response.Headers.Vary.Single());
        using var inflated = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var answer = new MemoryStream();
        await inflated.CopyToAsync(answer);
        Assert.Equal(expected, type == "application/json"
            ? JsonParser.Default.Parse<BatchClassifyTiersResponse>(Encoding.UTF8.GetString(answer.ToArray()))
            : BatchClassifyTiersResponse.Parser.ParseFrom(answer.ToArray()));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip;q=0")]
    [InlineData("br")]
    public async Task Post_ClientTakesNoGzip_IsAnsweredAsItIs(string accepted)
    {
        using var response = await server.PostAsync("influence.v1.TierService/ListTierSchemes", "{}", ("accept-encoding", accepted));

        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.NotEmpty((await JsonOf(response))["schemes"]!.AsArray());
    }

    // By HTTP/2 without TLS too, on gRPC's own port: the adapter asks nobody what he speaks.
    [Fact]
    public async Task Post_OnTheGrpcPort_IsAnswered()
    {
        using var client = new HttpClient { BaseAddress = server.Server.Address, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };

        using var response = await client.PostAsync(new Uri("/" + ClassifyTier, UriKind.Relative), new StringContent("""{"followerCount": 700}""", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(HttpVersion.Version20, response.Version);
        Assert.Equal("nano", (string?)(await JsonOf(response))["classifications"]![0]!["tier"]!["id"]);
    }

    // The answer of the largest batch there may be: half a megabyte as protobuf, and several as JSON.
    [Fact]
    public async Task Post_LargestBatch_IsAnsweredWhole()
    {
        var request = new BatchClassifyTiersRequest
        {
            Items = new() { Followers = new() { Followers = { Enumerable.Range(0, 10_000).Select(i => (ulong)i * 997) } } },
            Schemes = new() { SchemeIds = { "iab-uk", "klear", "tagger", "harvard-media" } },
            Columns = new() { BoundaryMargins = true },
        };
        var expected = await new TierService.TierServiceClient(server.Server.Channel).BatchClassifyTiersAsync(request);

        using var response = await server.PostAsync(BatchClassifyTiers, JsonFormatter.Default.Format(request));

        Assert.Equal(expected, JsonParser.Default.Parse<BatchClassifyTiersResponse>(await response.Content.ReadAsStringAsync()));
    }

    private static IEnumerable<ServiceDescriptor> InfluenceServices =>
        new[] { TierServiceReflection.Descriptor, FitServiceReflection.Descriptor, CampaignServiceReflection.Descriptor, ProfileServiceReflection.Descriptor, InfoServiceReflection.Descriptor }
            .SelectMany(file => file.Services);
}
