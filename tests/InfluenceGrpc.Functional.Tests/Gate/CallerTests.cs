using Grpc.Core;
using Grpc.Health.V1;
using Influence.V1;
using InfluenceGrpc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Functional.Tests.Gate;

/// <summary>Who may ask for what.</summary>
public sealed class CallerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly ClassifyTierRequest Question = new() { FollowerCount = 50_000 };

    [Fact]
    public async Task Call_WithAKey_IsAnsweredAndWithoutOneOrWithAWrongOneNot()
    {
        var (key, caller) = Keys.NewCaller("acme", "classify");
        var (_, other) = Keys.NewCaller("other", "all");
        await using var server = await RunningServer.StartAsync([.. caller, .. other]);
        var tiers = new TierService.TierServiceClient(server.Channel);

        Assert.NotEmpty((await tiers.ClassifyTierAsync(Question, Keys.Presenting(key)).ResponseAsync.WaitAsync(Patience)).Classifications);
        foreach (var headers in new[]
        {
            [], Keys.Presenting(key + "x"), Keys.Presenting(key[..^1]), Keys.Presenting(""), Keys.Presenting(new string('k', 100_00)),
            new Metadata { { "authorization", $"Basic {key}" } }, new Metadata { { "authorization", key } },
            new Metadata { { "authorization", $"Bearer {key}" }, { "authorization", "Bearer no" } },
        })
        {
            var status = await Refused.ByAsync(() => tiers.ClassifyTierAsync(Question, headers).ResponseAsync);
            Assert.Equal((int)StatusCode.Unauthenticated, status.Code);
            Assert.Equal("CALLER_UNKNOWN", status.Reason());
            Assert.DoesNotContain(key[4..20], status.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Call_WithEitherOfTwoKeys_IsOfTheSameCaller()
    {
        var (old, caller) = Keys.NewCaller("acme", "classify");
        var (@new, hash) = Server.Security.ApiKeyHash.Generate();
        caller[1] += $", {hash}";
        await using var server = await RunningServer.StartAsync(caller);
        var tiers = new TierService.TierServiceClient(server.Channel);

        foreach (var key in new[] { old, @new })
        {
            await tiers.ClassifyTierAsync(Question, Keys.Presenting(key)).ResponseAsync.WaitAsync(Patience);
        }
    }

    [Fact]
    public async Task Call_WithoutItsScope_IsDeniedAndTheScopeNamed()
    {
        var (key, caller) = Keys.NewCaller("acme", "classify, profiles.read");
        await using var server = await RunningServer.StartAsync(caller);
        var profiles = new ProfileService.ProfileServiceClient(server.Channel);

        var status = await Refused.ByAsync(() => profiles.UpsertProfilesAsync(new UpsertProfilesRequest(), Keys.Presenting(key)).ResponseAsync);
        Assert.Equal((int)StatusCode.PermissionDenied, status.Code);
        Assert.Equal("SCOPE_MISSING", status.Reason());
        Assert.Equal("profiles.write", status.ReasonMetadata()["scope"]);
        Assert.Equal("acme", status.ReasonMetadata()["caller"]);

        var read = await Refused.ByAsync(() => profiles.GetProfileAsync(new GetProfileRequest { CreatorId = "x" }, Keys.Presenting(key)).ResponseAsync);
        Assert.Equal("CREATOR_NOT_FOUND", read.Reason());
        using var stream = new TierStream(server.Channel, new CallOptions(Keys.Presenting(key)));
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();
        using var scores = new FitService.FitServiceClient(server.Channel).StreamScoreFit(Keys.Presenting(key));
        Assert.Equal("SCOPE_MISSING", (await Refused.ByAsync(() => scores.ResponseStream.MoveNext(CancellationToken.None))).Reason());
    }

    [Fact]
    public async Task Call_OfAnybody_IsAnsweredOnHealthOnly()
    {
        var (_, caller) = Keys.NewCaller("acme", "all");
        await using var server = await RunningServer.StartAsync(caller);
        var health = await new Health.HealthClient(server.Channel).CheckAsync(new HealthCheckRequest()).ResponseAsync.WaitAsync(Patience);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);

        using var reflection = new Grpc.Reflection.V1.ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo();
        Assert.Equal("CALLER_UNKNOWN", (await Refused.ByAsync(() => reflection.ResponseStream.MoveNext(CancellationToken.None))).Reason());
        var info = new InfoService.InfoServiceClient(server.Channel);
        Assert.Equal("CALLER_UNKNOWN", (await Refused.ByAsync(() => info.GetServerInfoAsync(new GetServerInfoRequest()).ResponseAsync)).Reason());
    }

    [Theory]
    [InlineData(true, "--Security:AllowAnonymous", "true")]
    [InlineData(false, "--Security:AllowAnonymous", "false")]
    [InlineData(false)]
    public async Task Call_OfThisMachineWithoutAKey_IsAnsweredWhereTheSettingsSaySo(bool isAnswered, params string[] switches)
    {
        var (_, caller) = Keys.NewCaller("acme", "all");
        await using var server = await RunningServer.StartAsync([.. caller, .. switches]);
        var call = new TierService.TierServiceClient(server.Channel).ClassifyTierAsync(Question).ResponseAsync;
        if (isAnswered)
        {
            await call.WaitAsync(Patience);
        }
        else
        {
            Assert.Equal("CALLER_UNKNOWN", (await Refused.ByAsync(() => call)).Reason());
        }
    }

    [Fact]
    public async Task Call_WithAWrongKeyWhereAnybodyMayCall_IsRefused()
    {
        await using var server = await RunningServer.StartAsync();
        var status = await Refused.ByAsync(
            () => new TierService.TierServiceClient(server.Channel).ClassifyTierAsync(Question, Keys.Presenting("inf_nobodys")).ResponseAsync);
        Assert.Equal("CALLER_UNKNOWN", status.Reason());
    }

    [Fact]
    public async Task Call_OverTheCallersRate_IsToldWhenToComeAgainAndAStreamIsSlowed()
    {
        var (key, caller) = Keys.NewCaller("acme", "all", "--Callers:acme:ItemsPerSecond", "200", "--Callers:acme:ItemBurst", "100");
        var (freeKey, free) = Keys.NewCaller("free", "all");
        await using var server = await RunningServer.StartAsync([.. caller, .. free, "--Limits:MaxItems", "100"]);
        var tiers = new TierService.TierServiceClient(server.Channel);
        var batch = new BatchClassifyTiersRequest { Items = new Items { Followers = new FollowerColumns { Followers = { Enumerable.Repeat(1_000UL, 100) } } } };

        await tiers.BatchClassifyTiersAsync(batch, Keys.Presenting(key)).ResponseAsync.WaitAsync(Patience);
        var status = await Refused.ByAsync(() => tiers.BatchClassifyTiersAsync(batch, Keys.Presenting(key)).ResponseAsync);
        Assert.Equal((int)StatusCode.ResourceExhausted, status.Code);
        Assert.Equal("RATE_EXCEEDED", status.Reason());
        Assert.Equal("acme", status.ReasonMetadata()["caller"]);
        Assert.InRange(status.Detail<Google.Rpc.RetryInfo>()!.RetryDelay.ToTimeSpan(), TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1));
        await tiers.BatchClassifyTiersAsync(batch, Keys.Presenting(freeKey)).ResponseAsync.WaitAsync(Patience);

        // 5 chunks of 100 at 200 a second with 100 at once: no sooner than 2 seconds, and every one answered.
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var stream = new TierStream(server.Channel, new CallOptions(Keys.Presenting(key)));
        await stream.ConfigureAsync();
        await stream.AcceptedAsync();
        for (var sequence = 1UL; sequence <= 5; sequence++)
        {
            await stream.SendAsync(sequence, batch.Items);
        }

        await stream.CompleteAsync();
        for (var sequence = 1UL; sequence <= 5; sequence++)
        {
            Assert.Equal(sequence, (await stream.ResultAsync()).Sequence);
        }

        Assert.True((await stream.SummaryAsync()).Complete);
        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(1.5), $"It took {watch.Elapsed}.");
    }

    [Fact]
    public async Task Call_OfAnyKind_LeavesNoKeyInTheLog()
    {
        var log = new LogLines();
        var (key, caller) = Keys.NewCaller("acme", "classify");
        await using var server = await RunningServer.StartAsync(
            builder =>
            {
                builder.Logging.SetMinimumLevel(LogLevel.Trace).AddFilter(level => level >= LogLevel.Trace);
                builder.Services.AddSingleton<ILoggerProvider>(log);
            },
            caller);
        server.ExpectsErrors = true;
        var tiers = new TierService.TierServiceClient(server.Channel);
        await tiers.ClassifyTierAsync(Question, Keys.Presenting(key)).ResponseAsync.WaitAsync(Patience);
        await Refused.ByAsync(() => tiers.ClassifyTierAsync(Question, Keys.Presenting("inf_secretlooking")).ResponseAsync);
        await Refused.ByAsync(() => new ProfileService.ProfileServiceClient(server.Channel).GetProfileAsync(
            new GetProfileRequest { CreatorId = "x" }, Keys.Presenting(key)).ResponseAsync);

        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(log.Lines, line => line.Contains(key, StringComparison.Ordinal) || line.Contains("inf_secretlooking", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains(caller[1], StringComparison.OrdinalIgnoreCase));
    }
}
