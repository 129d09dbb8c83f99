using System.Text;
using Grpc.Core;
using InfluenceGrpc.Performance.Asked;
using InfluenceGrpc.Performance.Loads;
using InfluenceGrpc.Performance.Measuring;
using InfluenceGrpc.Performance.Peers;
using InfluenceGrpc.Peers;

namespace InfluenceGrpc.Performance.Sections;

/// <summary>Single calls under h2load, and how long they take at a load that leaves the server much of its time.</summary>
internal sealed class SingleCalls(PerformanceOptions options, Results results, Surroundings surroundings)
{
    /// <summary>A method of the plain .NET peer that does nothing: what the stack costs by itself.</summary>
    public const string Empty = "an empty method, plain .NET";

    /// <summary>The same, asked as little as ClassifyTier is.</summary>
    public const string EmptyOfLittle = "an empty method asked little, plain .NET";

    /// <summary>A follower count's tier.</summary>
    public const string ClassifyTier = "ClassifyTier";

    /// <summary>The fit of a profile in the request.</summary>
    public const string ScoreFitOfProfile = "ScoreFit, profile in the request";

    /// <summary>The fit of a creator by id.</summary>
    public const string ScoreFitById = "ScoreFit, id";

    /// <summary>A profile.</summary>
    public const string GetProfile = "GetProfile";

    /// <summary>The JSON API.</summary>
    public const string Json = "JSON API, POST /tier";

    private const double Load = 0.3;
    private const double FewPerSecond = 200;

    /// <summary>A peer.</summary>
    public static string Of(Peer peer) => $"{peer.Name}, ClassifyTier";

    /// <summary>How long calls of a name take at 30 % of what the server answers of them.</summary>
    public static string AtThirty(string name) => $"{name} at 30 % load";

    /// <summary>Measures them.</summary>
    public async Task RunAsync()
    {
        string[] ours = [Empty, EmptyOfLittle, ClassifyTier, ScoreFitOfProfile, ScoreFitById, GetProfile];
        if (!ours.Concat(ours.Select(AtThirty)).Concat(Peer.OfGrpc.Select(Of)).Append(Json).Any(options.Wants))
        {
            return;
        }

        var server = await surroundings.HotServerAsync();
        var channel = surroundings.Connect(server.Address);
        var singles = new List<Single>
        {
            new(ClassifyTier, SingleKind.ClassifyTier, server.Address, server.Id, channel),
            new(ScoreFitOfProfile, SingleKind.ScoreFitOfProfile, server.Address, server.Id, channel),
            new(ScoreFitById, SingleKind.ScoreFitById, server.Address, server.Id, channel),
            new(GetProfile, SingleKind.GetProfile, server.Address, server.Id, channel),
        };
        foreach (var peer in Peer.OfGrpc)
        {
            string[] names = peer == Peer.DotNet ? [Of(peer), Empty, EmptyOfLittle, AtThirty(Empty), AtThirty(EmptyOfLittle)] : [Of(peer)];
            if (await surroundings.PeerAsync(peer, names) is { } process)
            {
                var toPeer = surroundings.Connect(process.Address);
                singles.Add(new(Of(peer), SingleKind.ClassifyTier, process.Address, process.Id, toPeer));
                if (peer == Peer.DotNet)
                {
                    singles.Insert(0, new(Empty, SingleKind.Empty, process.Address, process.Id, toPeer));
                    singles.Insert(1, new(EmptyOfLittle, SingleKind.EmptyOfLittle, process.Address, process.Id, toPeer));
                }
            }
        }

        await UnderLoadAsync(singles, await surroundings.PeerAsync(Peer.Json, Json));
        await AtThirtyAsync([.. singles.Where(single => single.Name is Empty or EmptyOfLittle or ClassifyTier or ScoreFitOfProfile or ScoreFitById)]);
    }

    private async Task UnderLoadAsync(List<Single> singles, PeerProcess? json)
    {
        if (!Http2Load.IsThere)
        {
            foreach (var name in (IEnumerable<string>)[.. singles.Select(single => single.Name), Json])
            {
                results.Miss(name, "h2load is not installed");
            }

            return;
        }

        var variants = new List<Variant>();
        foreach (var single in singles)
        {
            var answerBytes = await single.Kind.VerifyAsync(single.Channel);
            var load = surroundings.Keep(Http2Load.OfGrpc(single.Address, single.Kind, answerBytes));
            variants.Add(new(single.Name, single.Process, load.RunAsync));
        }

        if (json is not null)
        {
            var load = surroundings.Keep(await JsonLoadAsync(json));
            variants.Add(new(Json, json.Id, load.RunAsync));
        }

        await new Rounds(options, results).TakeAsync("single calls", variants);
    }

    private static async Task<Http2Load> JsonLoadAsync(PeerProcess json)
    {
        const ulong Followers = 12_345;
        var body = Encoding.UTF8.GetBytes($$"""{"followerCount":{{Followers}}}""");
        using var client = new HttpClient { BaseAddress = json.Address };
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var response = await client.PostAsync(new Uri("tier", UriKind.Relative), content);
        var answer = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        var ordinal = System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("ordinal").GetUInt32();
        TierRules.JudgeOrdinals([ordinal], [Followers]);
        return Http2Load.OfJson(json.Address, "tier", body, Encoding.UTF8.GetByteCount(answer));
    }

    private async Task AtThirtyAsync(Single[] singles)
    {
        var wanted = new List<(Single Single, double PerSecond)>();
        foreach (var single in singles.Where(single => options.Wants(AtThirty(single.Name))))
        {
            wanted.Add((single, await PerSecondAsync(single)));
        }

        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var (single, perSecond) in wanted)
            {
                Progress.Tell($"single calls: round {round} of {options.Rounds}, {AtThirty(single.Name)}");
                results.Add(AtThirty(single.Name), await TakeAsync(single, perSecond, options.Reading));
            }
        }
    }

    private async Task<double> PerSecondAsync(Single single)
    {
        if (options.IsShort)
        {
            return FewPerSecond;
        }

        Progress.Tell($"single calls: how many of {single.Name} are answered to this load");
        var loop = new ClosedLoop(single.Kind, single.Channel);
        await loop.RunAsync(options.WarmUp);
        return Load * await loop.RunAsync(options.Reading);
    }

    private static async Task<LatencyReading> TakeAsync(Single single, double perSecond, TimeSpan duration)
    {
        var answerBytes = await single.Kind.VerifyAsync(single.Channel);
        return LatencyReading.Of(perSecond, await new OpenLoop(single.Kind, single.Channel).RunAsync(perSecond, duration, answerBytes));
    }

    private sealed record Single(string Name, SingleKind Kind, Uri Address, int Process, ChannelBase Channel);
}
