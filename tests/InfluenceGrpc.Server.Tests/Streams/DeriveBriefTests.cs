using Google.Rpc;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Models;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Services;

namespace InfluenceGrpc.Server.Tests.Streams;

/// <summary>DeriveBrief, from its config to its answer.</summary>
public sealed class DeriveBriefTests : IDisposable
{
    private static readonly DeriveBriefRequest Config = new() { Config = new() { Title = "More like these", Brand = "Fjell" } };

    private readonly StreamCall call = new();
    private readonly OfferedRequests<DeriveBriefRequest> requests = new();
    private readonly ProfilesInMemory store = new();

    public void Dispose() => call.Dispose();

    [Fact]
    public async Task DeriveBrief_Profiles_AnswersABriefThatCanBeUsed()
    {
        var response = await AnswerAsync(Config, Examples(Runner("a"), Runner("b")), Examples(Runner("c")), Background(Traveller("d"), Traveller("e")));

        Assert.Equal((3u, 2u), (response.Examples, response.Background));
        Assert.Equal(("More like these", "Fjell"), (response.Brief.Title, response.Brief.Brand));
        Assert.Equal(["sport/running"], response.Brief.Topics.Keys);
        Assert.Equal(["AGE_BAND_25_34"], response.Evidence.Single(evidence => evidence.Part == "audience.ages").Lifts.Select(lift => lift.Key));
        Assert.Equal(9, response.Evidence.Count);
        var read = new BriefReader(TierSchemeCatalog.BuiltIn).Read(response.Brief, BuiltInFitModels.Default);
        Assert.Empty(read.Faults);
        Assert.Equal(10_000, read.Value!.Size!.Followers, 3_000.0);
    }

    [Fact]
    public async Task DeriveBrief_Ids_AreLookedUpAndCountAsOftenAsTheyAreNamed()
    {
        store.Put(Runner("a"), Traveller("b"), Traveller("c"));

        var byId = await AnswerAsync(Config, Ids("a", "b", "a", "c"));
        var byProfile = await AnswerAsync(Config, Examples(Runner("a"), Traveller("b"), Runner("a"), Traveller("c")));

        Assert.Equal(byProfile, byId);
        Assert.Equal(4u, byId.Examples);
    }

    [Fact]
    public async Task DeriveBrief_TwoCreatorsSentAgainAndAgain_AreTooFew()
    {
        store.Put(Runner("a"), Runner("b"));

        var end = await RefusedAsync(Config, Ids("a", "a", "b"), Examples(Runner("a"), Runner("b")));

        Assert.Equal(["examples"], Fields(end));
        Assert.Contains("must be at least 3 different creators; got 2.", end.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeriveBrief_CreatorsThatCannotBeUsed_EndTheCallAndAreAllNamed()
    {
        store.Put(Runner("a"));

        var unknown = await RefusedAsync(Config, Ids("a", "nobody", "a", "", "nobody"));
        var faulty = await RefusedAsync(Config, Background(Runner("a"), Runner(""), new() { CreatorId = "c", Topics = { ["Sport"] = 2 } }));

        Assert.Equal(["examples.items.ids.creatorIds[1]", "examples.items.ids.creatorIds[3]", "examples.items.ids.creatorIds[4]"], Fields(unknown));
        Assert.Equal(
            ["background.items.profiles.profiles[1].creatorId", "background.items.profiles.profiles[2].topics[\"Sport\"]", "background.items.profiles.profiles[2].topics[\"Sport\"]"],
            Fields(faulty));
    }

    [Fact]
    public async Task DeriveBrief_HundredsThatCannotBeUsed_AreNamedUpToALimit()
    {
        var end = await Assert.ThrowsAsync<RpcException>(() => AnswerAsync(Config, Ids([.. Enumerable.Range(0, 500).Select(i => $"nobody-{i}")])));

        Assert.Equal(StatusCode.InvalidArgument, end.StatusCode);
        Assert.Contains("examples.items.ids.creatorIds[0]", end.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeriveBrief_StoreThatDoesNotAnswer_IsNoFaultOfTheRequest()
    {
        store.IsSilent = true;
        Assert.Equal("PROFILE_STORE_UNAVAILABLE", Reason(await RefusedAsync(Config, Ids("a", "b", "c"))));
    }

    [Fact]
    public async Task DeriveBrief_NoStore_SaysSo() =>
        Assert.Equal("PROFILE_STORE_ABSENT", Reason(await RefusedAsync(withStore: false, Config, Ids("a", "b", "c"))));

    [Fact]
    public async Task DeriveBrief_BrokenEnvelopes_EndAsStreamsDo()
    {
        Assert.Equal("STREAM_CONFIG_MISSING", Reason(await RefusedAsync()));
        Assert.Equal("STREAM_CONFIG_MISSING", Reason(await RefusedAsync(Examples(Runner("a")))));
        Assert.Equal("STREAM_MESSAGE_EMPTY", Reason(await RefusedAsync(new DeriveBriefRequest())));
        Assert.Equal("STREAM_MESSAGE_EMPTY", Reason(await RefusedAsync(Config, new DeriveBriefRequest())));
        Assert.Equal("STREAM_CONFIG_REPEATED", Reason(await RefusedAsync(Config, Config)));
    }

    [Fact]
    public async Task DeriveBrief_WrongConfig_NamesEveryFault()
    {
        var config = new DeriveBriefRequest
        {
            Config = new() { Title = new string('x', 201), Brand = "\u0001", ReadOptions = new() { MaxAge = new() { Seconds = -1 } } },
        };

        Assert.Equal(["config.title", "config.brand", "config.readOptions.maxAge"], Fields(await RefusedAsync(config)));
    }

    [Fact]
    public async Task DeriveBrief_TooFewOrTooManyOrNothing_IsAFault()
    {
        Assert.Equal(["examples"], Fields(await RefusedAsync(Config, Examples(Runner("a"), Runner("b")), Background(Runner("c")))));
        Assert.Equal(["examples.items"], Fields(await RefusedAsync(Config, new DeriveBriefRequest { Examples = new() })));
        Assert.Equal(
            ["background.items"],
            Fields(await RefusedAsync(Config, new DeriveBriefRequest { Background = new() { Items = new() { Followers = new() { Followers = { 1 } } } } })));

        var many = Enumerable.Range(0, 6_000).Select(i => new CreatorProfile { CreatorId = $"c{i}" }).ToArray();
        Assert.Equal(["examples"], Fields(await RefusedAsync(Config, Examples(many), Examples(many))));
        Assert.Equal("TOO_MANY_ITEMS", Reason(await RefusedAsync(Config, Examples([.. many, .. many]))));
    }

    [Fact]
    public async Task DeriveBrief_Shutdown_EndsTheCall()
    {
        requests.Send(Config, Examples(Runner("a")));
        var running = RunAsync(requests);
        call.BeginShutdown();

        Assert.Equal("SERVER_DRAINING", Reason(await Assert.ThrowsAsync<RpcException>(() => running.WaitAsync(StreamCall.Patience))));
    }

    [Fact]
    public async Task DeriveBrief_LyingStill_EndsWithReason()
    {
        requests.Send(Config);
        var running = RunAsync(requests, new LimitOptions { StreamInactivity = TimeSpan.FromSeconds(0.2) });

        Assert.Equal("STREAM_INACTIVE", Reason(await Assert.ThrowsAsync<RpcException>(() => running.WaitAsync(StreamCall.Patience))));
    }

    [Fact]
    public async Task DeriveBrief_Cancelled_Ends()
    {
        requests.Send(Config);
        var running = RunAsync(requests);
        await call.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(StreamCall.Patience));
    }

    private Task<RpcException> RefusedAsync(params DeriveBriefRequest[] sent) => RefusedAsync(withStore: true, sent);

    private Task<RpcException> RefusedAsync(bool withStore, params DeriveBriefRequest[] sent) =>
        Assert.ThrowsAsync<RpcException>(() => AnswerAsync(withStore, sent));

    private Task<DeriveBriefResponse> AnswerAsync(params DeriveBriefRequest[] sent) => AnswerAsync(withStore: true, sent);

    private Task<DeriveBriefResponse> AnswerAsync(bool withStore, DeriveBriefRequest[] sent)
    {
        var offered = new OfferedRequests<DeriveBriefRequest>();
        offered.Send(sent);
        offered.Complete();
        return RunAsync(offered, withStore: withStore).WaitAsync(StreamCall.Patience);
    }

    private async Task<DeriveBriefResponse> RunAsync(OfferedRequests<DeriveBriefRequest> offered, LimitOptions? limits = null, bool withStore = true)
    {
        var options = limits ?? new LimitOptions();
        var cache = new NearCache(0, TimeSpan.FromHours(1), new NearCacheLease(TimeProvider.System), TimeProvider.System);
        using var lookup = new ProfileLookup(withStore ? store : null, cache, TimeProvider.System);
        var reader = new DeriveBriefReader(TierSchemeCatalog.BuiltIn, new ReadOptionsReader(new ProfileOptions()));
        return await new BriefDerivationCall(new ItemsLimit(options), lookup, options, call.Drain, new ProcessorPlaces(), TimeProvider.System).RunAsync(
            offered,
            config =>
            {
                var faults = new FaultList();
                var task = reader.Read(config, BuiltInFitModels.Default, faults);
                return faults.IsEmpty ? task : throw Errors.InvalidRequest(faults.ToList()).ToException();
            },
            call.Context);
    }

    private static string Reason(RpcException end) => Details(end).Select(any => any.TryUnpack<ErrorInfo>(out var info) ? info.Reason : null).First(reason => reason is not null)!;

    private static string[] Fields(RpcException end) =>
        [.. Details(end).SelectMany(any => any.TryUnpack<BadRequest>(out var bad) ? bad.FieldViolations.Select(violation => violation.Field) : [])];

    private static Google.Protobuf.Collections.RepeatedField<Google.Protobuf.WellKnownTypes.Any> Details(RpcException end) =>
        Google.Rpc.Status.Parser.ParseFrom(end.Trailers.GetValueBytes("grpc-status-details-bin")).Details;

    private static DeriveBriefRequest Examples(params CreatorProfile[] creators) => new() { Examples = Chunk(creators) };

    private static DeriveBriefRequest Background(params CreatorProfile[] creators) => new() { Background = Chunk(creators) };

    private static DeriveBriefChunk Chunk(CreatorProfile[] creators) => new() { Items = new() { Profiles = new() { Profiles = { creators } } } };

    private static DeriveBriefRequest Ids(params string[] ids) => new() { Examples = new() { Items = new() { Ids = new() { CreatorIds_ = { ids } } } } };

    private static CreatorProfile Runner(string id) => new()
    {
        CreatorId = id,
        Followers = 10_000,
        Topics = { ["sport/running"] = 1 },
        Audience = new() { Ages = { new AgeShare { Band = AgeBand._2534, Share = 1 } } },
    };

    private static CreatorProfile Traveller(string id) => new()
    {
        CreatorId = id,
        Followers = 10_000,
        Topics = { ["travel"] = 1 },
        Audience = new() { Ages = { new AgeShare { Band = AgeBand._65Plus, Share = 1 } } },
    };
}
