using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>DeriveBrief: what comes back is a brief that finds more creators like the examples.</summary>
public sealed class DeriveBriefTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Crowd = ["food", "travel", "beauty", "fashion", "sport/running"];

    private readonly FitService.FitServiceClient client = new(fixture.Server.Channel);
    private readonly string own = Guid.NewGuid().ToString("N");

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Fact]
    public async Task DeriveBrief_ExamplesAndBackgroundInChunks_FindsMoreLikeTheExamples()
    {
        var response = await DeriveAsync(
            Config(), Examples(Runners(0, 15)), Background(Others(0, 200)), Examples(Runners(15, 15)), Background(Others(200, 200)));

        Assert.Equal((30u, 400u), (response.Examples, response.Background));
        Assert.Equal("More runners", response.Brief.Title);
        Assert.Equal("sport/running", response.Brief.Topics.MaxBy(topic => topic.Value).Key);
        Assert.InRange(response.Brief.Size.Followers, 8_000, 14_000);
        var topics = response.Evidence.Single(evidence => evidence.Part == "topics");
        Assert.Equal((30u, true, "sport/running"), (topics.Examples, topics.Included, topics.Lifts[0].Key));

        // Scored as it comes, new ones like the examples are above everybody else.
        CreatorProfile[] creators = [.. Runners(100, 20), .. Others(1_000, 100).Where(other => !other.Topics.ContainsKey("sport/running"))];
        var fits = (await client.BatchScoreFitAsync(new BatchScoreFitRequest { Items = ProfilesOf(creators), Brief = response.Brief })).Fits;
        Assert.Empty(fits.Errors);
        Assert.True(fits.Scores.Take(20).Min() > fits.Scores.Skip(20).Max());
    }

    [Fact]
    public async Task DeriveBrief_ById_IsWhatTheSameProfilesGive()
    {
        var profiles = Runners(0, 40);
        Array.ForEach(profiles, profile => (profile.CreatorId, profile.Version) = ($"{own}-{profile.CreatorId}", 1));
        var stored = await new ProfileService.ProfileServiceClient(fixture.Server.Channel).UpsertProfilesAsync(
            new UpsertProfilesRequest { Profiles = new CreatorProfiles { Profiles = { profiles } } });
        Assert.All(stored.Upserts.Outcomes, outcome => Assert.Equal(UpsertOutcome.Applied, outcome));

        var inline = await DeriveAsync(Config(), Examples(profiles), Background(Others(0, 50)));
        var byId = await DeriveAsync(
            Config(),
            new DeriveBriefRequest { Examples = new DeriveBriefChunk { Items = IdsOf([.. profiles.Select(profile => profile.CreatorId)]) } },
            Background(Others(0, 50)));

        Assert.Equal(inline, byId);
    }

    [Fact]
    public async Task DeriveBrief_RefusedAmongManyChunks_TellsWhyAlthoughTheClientIsStillSending()
    {
        using var call = client.DeriveBrief();
        await call.RequestStream.WriteAsync(Config()).WaitAsync(Patience);
        await call.RequestStream.WriteAsync(
            new DeriveBriefRequest { Examples = new DeriveBriefChunk { Items = IdsOf($"{own}-a", "", $"{own}-b") } }).WaitAsync(Patience);

        // The server is done with the call; writing goes on until the client is told.
        var background = Background(Others(0, 2_000));
        var sending = await Record.ExceptionAsync(async () =>
        {
            while (true)
            {
                await call.RequestStream.WriteAsync(background).WaitAsync(Patience);
            }
        });

        var status = await Refused.ByAsync(() => call.ResponseAsync);
        Assert.IsNotType<TimeoutException>(sending);
        Assert.Equal("INVALID_REQUEST", status.Reason());
        Assert.Equal(
            ["examples.items.ids.creatorIds[0]", "examples.items.ids.creatorIds[1]", "examples.items.ids.creatorIds[2]"],
            status.Fields().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task DeriveBrief_ConfigWithFaultsOrTooFewExamples_NamesEveryFault()
    {
        var config = new DeriveBriefRequest { Config = new DeriveBriefConfig { Title = new string('x', 201), Brand = "\u0001", ModelId = "no-such" } };

        var faulty = await Refused.ByAsync(() => DeriveAsync(config, Examples(Runners(0, 3))));
        var few = await Refused.ByAsync(() => DeriveAsync(Config(), Examples(Runners(0, 2))));
        var none = await Refused.ByAsync(() => DeriveAsync(Config()));

        Assert.Equal(["config.brand", "config.modelId", "config.title"], faulty.Fields().Order(StringComparer.Ordinal));
        Assert.Equal(["examples"], few.Fields());
        Assert.Equal(["examples"], none.Fields());
    }

    [Fact]
    public async Task DeriveBrief_NothingSent_IsABrokenEnvelope() =>
        Assert.Equal("STREAM_CONFIG_MISSING", (await Refused.ByAsync(() => DeriveAsync())).Reason());

    [Fact]
    public async Task DeriveBrief_CancelledAtAnyMoment_EndsQuietly()
    {
        var background = Background(Others(0, 1_000));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(async seed =>
        {
            var random = new Random(seed);
            for (var round = 0; round < 10; round++)
            {
                using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(1, 60)));
                using var call = client.DeriveBrief(cancellationToken: cancel.Token);
                await Assert.ThrowsAnyAsync<Exception>(async () =>
                {
                    await call.RequestStream.WriteAsync(Config());
                    while (true)
                    {
                        await call.RequestStream.WriteAsync(background);
                    }
                });
                await Assert.ThrowsAnyAsync<Exception>(() => call.ResponseAsync.WaitAsync(Patience));
            }
        })).WaitAsync(TimeSpan.FromMinutes(2));

        // The server is none the worse.
        Assert.Equal(3u, (await DeriveAsync(Config(), Examples(Runners(0, 3)))).Examples);
    }

    private static DeriveBriefRequest Config() => new() { Config = new DeriveBriefConfig { Title = "More runners" } };

    private static DeriveBriefRequest Examples(CreatorProfile[] creators) => new() { Examples = new DeriveBriefChunk { Items = ProfilesOf(creators) } };

    private static DeriveBriefRequest Background(CreatorProfile[] creators) => new() { Background = new DeriveBriefChunk { Items = ProfilesOf(creators) } };

    private static Items ProfilesOf(CreatorProfile[] profiles) => new() { Profiles = new CreatorProfiles { Profiles = { profiles } } };

    private static Items IdsOf(params string[] ids) => new() { Ids = new CreatorIds { CreatorIds_ = { ids } } };

    // About 10,000 followers, and running with something else beside it.
    private static CreatorProfile[] Runners(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => Creator($"runner-{i}", (ulong)(9_000 + (i * 37 % 2_000)), ("sport/running", 0.7f), (Crowd[i % 4], 0.3f)))];

    // Of every size, and about anything.
    private static CreatorProfile[] Others(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(i => Creator($"other-{i}", (ulong)(2_000 * Math.Pow(1.9, i % 10)), (Crowd[i % 5], 0.8f)))];

    private static CreatorProfile Creator(string id, ulong followers, params (string Path, float Share)[] topics)
    {
        var profile = WireProfiles.Of(id, followers);
        foreach (var (path, share) in topics)
        {
            profile.Topics[path] = share;
        }

        return profile;
    }

    private async Task<DeriveBriefResponse> DeriveAsync(params DeriveBriefRequest[] requests)
    {
        using var call = client.DeriveBrief();
        try
        {
            foreach (var request in requests)
            {
                await call.RequestStream.WriteAsync(request).WaitAsync(Patience);
            }

            await call.RequestStream.CompleteAsync().WaitAsync(Patience);
        }
        catch (RpcException)
        {
            // The call ended while it was sent; the response says why.
        }

        return await call.ResponseAsync.WaitAsync(Patience);
    }
}
