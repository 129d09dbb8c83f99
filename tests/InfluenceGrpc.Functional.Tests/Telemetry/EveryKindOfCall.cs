using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests.Telemetry;

/// <summary>Good and bad calls of every kind, about one creator with a name that can be searched for.</summary>
internal static class EveryKindOfCall
{
    /// <summary>The creator's id.</summary>
    public const string Id = "creator-7d41-whom-nobody-may-see";

    /// <summary>What every id, version or text of the requests has in it that must not be seen; the id included.</summary>
    public static readonly string[] Secrets = [Id, "whom-nobody-may-see", "Løpesko", "a scheme that nobody has"];

    /// <summary>Trace ids of the calls that a caller traces.</summary>
    public const string TraceOfUnary = "11111111111111111111111111111111";
    public const string TraceOfLookup = "22222222222222222222222222222222";
    public const string TraceOfFailure = "33333333333333333333333333333333";
    public const string TraceOfStream = "44444444444444444444444444444444";
    public const string TraceNotRecorded = "55555555555555555555555555555555";

    /// <summary>The caller's span, above all of them.</summary>
    public const string CallersSpan = "aaaaaaaaaaaaaaaa";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Makes them all, one after the other.</summary>
    public static async Task RunAsync(GrpcChannel channel, Uri address)
    {
        var tiers = new TierService.TierServiceClient(channel);
        var profiles = new ProfileService.ProfileServiceClient(channel);
        var good = new ClassifyTierRequest { FollowerCount = 1_000 };

        await tiers.ClassifyTierAsync(good, Traced(TraceOfUnary)).ResponseAsync.WaitAsync(Patience);
        await tiers.ClassifyTierAsync(good, Traced(TraceNotRecorded, recorded: false)).ResponseAsync.WaitAsync(Patience);
        await profiles.UpsertProfilesAsync(new() { Profiles = new() { Profiles = { WireProfiles.Full(Id) } } }).ResponseAsync.WaitAsync(Patience);
        await profiles.LookupProfilesAsync(new() { Ids = new() { CreatorIds_ = { Id, Id + "-not-there" } } }, Traced(TraceOfLookup))
            .ResponseAsync.WaitAsync(Patience);
        await Refused.ByAsync(() => tiers.ClassifyTierAsync(
            new() { FollowerCount = 1, Schemes = new() { SchemeIds = { "a scheme that nobody has" } } }, Traced(TraceOfFailure)).ResponseAsync);
        await Refused.ByAsync(() => profiles.GetProfileAsync(new() { CreatorId = Id + "-not-there" }).ResponseAsync);
        await SendRawAsync(address, "/influence.v1.TierService/ClassifyTier", [0x0a, 100]);

        // The web framework takes a path in any case.
        await SendRawAsync(address, "/INFLUENCE.v1.tierservice/CLASSIFYtier", good.ToByteArray());
        await SendRawAsync(address, "/influence.v1.TierService/NoSuchMethod", []);
        await StreamAsync(channel);
        await WatchUntilTheDeadlineAsync(channel);
    }

    private static async Task StreamAsync(GrpcChannel channel)
    {
        using var stream = new TierStream(channel, Traced(TraceOfStream));
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();
        await stream.SendAsync(1, 30_000, 5_000_000, ulong.MaxValue);
        await stream.ResultAsync();
        await stream.SendAsync(2, new Items { Ids = new() { CreatorIds_ = { Id + "-2" } } });
        await stream.ResultAsync();
        await stream.SendAsync(3, items: null);
        Assert.NotNull((await stream.ResultAsync()).Status);
        await stream.CompleteAsync();
        await stream.SummaryAsync();
        Assert.Null(await stream.NextAsync());

        using var broken = new TierStream(channel);
        await broken.ConfigureAsync();
        await broken.AcceptedAsync();
        await broken.SendAsync(0, 1);
        Assert.Equal("STREAM_SEQUENCE_NOT_INCREASING", (await Refused.ByAsync(() => broken.NextAsync())).Reason());
    }

    private static async Task WatchUntilTheDeadlineAsync(GrpcChannel channel)
    {
        using var watch = new Health.HealthClient(channel).Watch(new(), deadline: DateTime.UtcNow.AddMilliseconds(300));
        await Assert.ThrowsAsync<RpcException>(async () =>
        {
            while (await watch.ResponseStream.MoveNext(CancellationToken.None).WaitAsync(Patience))
            {
                // Statuses, until the deadline.
            }
        });
    }

    private static CallOptions Traced(string trace, bool recorded = true) =>
        new(new Metadata { { "traceparent", $"00-{trace}-{CallersSpan}-{(recorded ? "01" : "00")}" } });

    private static async Task SendRawAsync(Uri address, string path, byte[] message)
    {
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)message.Length);
        message.CopyTo(frame, 5);
        using var client = new HttpClient { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TE.Add(new("trailers"));
        using var response = await client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
    }
}
