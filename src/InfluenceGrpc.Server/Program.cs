using Influence.V1;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Connect;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Security;
using InfluenceGrpc.Server.Services;
using InfluenceGrpc.Server.Streaming;
using InfluenceGrpc.Server.WebConsole;
using CampaignService = InfluenceGrpc.Server.Services.CampaignService;
using FitService = InfluenceGrpc.Server.Services.FitService;
using HealthService = InfluenceGrpc.Server.Services.HealthService;
using InfoService = InfluenceGrpc.Server.Services.InfoService;
using ProfileService = InfluenceGrpc.Server.Services.ProfileService;
using TierService = InfluenceGrpc.Server.Services.TierService;

namespace InfluenceGrpc.Server;

/// <summary>The composition root: names the stages in order.</summary>
internal static class Program
{
    /// <summary>Runs the server until it is told to stop. Exit codes: 0 stopped in order, 1 could not serve, 2 wrong settings.</summary>
    public static async Task<int> Main(string[] args)
    {
        if (CommandLine.AsksForHelp(args))
        {
            Console.Out.WriteLine(CommandLine.Help());
            return 0;
        }

        if (CommandLine.AsksForKey(args))
        {
            var (key, hash) = ApiKeyHash.Generate();
            Console.Out.WriteLine($"key:  {key}   (for the caller; it is not kept anywhere)");
            Console.Out.WriteLine($"hash: {hash}   (for Callers:NAME:Keys)");
            return 0;
        }

        if (HealthQuestion.IsAsked(args))
        {
            var (exitCode, line) = await HealthQuestion.AskAsync(args);
            Console.Out.WriteLine(line);
            return exitCode;
        }

        // A quarter of what a start takes, and nothing waits for it until services are mapped: where there are two processors, it is
        // made beside settings and catalogs.
        ThreadPool.UnsafeQueueUserWorkItem(static _ => ServedContract.Prepare(), null);
        var checks = args.Contains(ConfigCheck.Switch);
        var built = Build([.. args.Where(arg => arg != ConfigCheck.Switch)]);
        if (built.App is not { } app)
        {
            CommandLine.Report(built.Faults);
            return 2;
        }

        await using (app)
        {
            if (checks)
            {
                Console.Out.WriteLine(ConfigCheck.Tell(app));
                return 0;
            }

            return await Serving.RunAsync(app);
        }
    }

    /// <summary>Puts a server together, or says everything that is wrong with what it was told.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="adjust">Registers what a test watches or replaces, after everything else.</param>
    internal static BuildResult Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var wrong = new List<string>();
        var builder = CommandLine.CreateBuilder(args, wrong);
        var options = Settings.Read(builder.Configuration, out var faults);
        wrong.AddRange(faults);
        var schemes = CatalogLoader.LoadTierSchemes(options, wrong);
        var models = CatalogLoader.LoadFitModels(options, wrong);
        if (schemes is null || models is null)
        {
            return new(null, wrong);
        }

        var lists = CatalogAnswers.Of(schemes, models);
        wrong.AddRange(lists.Faults());
        if (wrong.Count > 0)
        {
            return new(null, wrong);
        }

        Listen(builder, options);
        builder.Services.AddGrpcRuntime(options.Limits);
        builder.Services.AddCallGate(options.Security);
        builder.Services.AddCors();
        builder.Services.AddSingleton<ConnectProtocol>();
        builder.Services.AddSingleton<ConsoleFiles>();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(options.Limits);
        builder.Services.AddSingleton(schemes);
        builder.Services.AddSingleton(models);
        builder.Services.AddSingleton(lists);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new ServerClock(TimeProvider.System));
        builder.Services.AddSingleton<ActivityWriter>();
        builder.Services.AddProfiles(options.Profiles);
        builder.AddTelemetry(options.Telemetry);
        AddReaders(builder.Services);
        AddStreams(builder.Services);
        AddServices(builder.Services);
        builder.Services.AddSingleton(_ => new DescriptorIndex(ServedContract.Services, ServedContract.DetailFiles));
        builder.Services.AddSingleton<ReflectionAnswerer>();
        builder.Services.AddSingleton<ReflectionCall>();
        builder.Services.AddSingleton(provider => new HealthBoard(
            ServedContract.Services.Select(service => service.FullName), provider.GetRequiredService<Drain>()));

        adjust?.Invoke(builder);
        var app = builder.Build();
        UseStages(app, options);
        MapServices(app);
        return new(app, []);
    }

    // In the order in which their addresses are told: see Serving.
    private static void Listen(WebApplicationBuilder builder, ServerOptions options)
    {
        var tls = options.Security.Tls.CertificateFile is null ? null : options.Security.Tls;
        builder.UseGrpcKestrel(options.Listen, options.Limits, options.MaxConnectionAge, tls);
        if (options.Web.Listen is { } web)
        {
            builder.UseWebPort(web, options.MaxConnectionAge, isEncrypted: tls is not null);
        }

        if (options.HealthListen is { } health)
        {
            builder.UseHealthPort(health);
        }
    }

    // What a request passes, in this order; what is about a port that is not listened on, it need not pass.
    private static void UseStages(WebApplication app, ServerOptions options)
    {
        if (options.Web.Listen is not null)
        {
            app.Use(WebPort.Guard(options.Web, app.Services.GetRequiredService<CallerDirectory>().AllowsAnonymous));
        }

        if (options.Web.AllowedOrigins.Count > 0)
        {
            app.UseCors(policy => policy.WithOrigins([.. options.Web.AllowedOrigins]).WithMethods("GET", "POST").AllowAnyHeader().WithExposedHeaders("retry-after").SetPreflightMaxAge(TimeSpan.FromHours(1)));
        }

        if (options.Web.Listen is not null)
        {
            app.Use(app.Services.GetRequiredService<ConsoleFiles>().ServeAsync);
        }

        app.Use(app.Services.GetRequiredService<ConnectProtocol>().ServeAsync);
        app.UseRouting();
        if (options.HealthListen is not null)
        {
            app.Use(HealthPort.PassAsync);
        }

        app.Use(app.Services.GetRequiredService<CallMeter>().MeasureAsync);
        app.Use(app.Services.GetRequiredService<CallGate>().PassAsync);
        app.Use(WatchedBody.AttachAsync);
    }

    private static void MapServices(WebApplication app)
    {
        app.MapGrpcService<TierService>();
        app.MapGrpcService<FitService>();
        app.MapGrpcService<CampaignService>();
        app.MapGrpcService<ProfileService>();
        app.MapGrpcService<InfoService>();
        app.MapGrpcService<HealthService>();
        app.MapGrpcService<ReflectionService>();
        app.MapGrpcService<ReflectionAlphaService>();
    }

    // None of them keeps anything of a call: one is enough for all.
    private static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<TierService>();
        services.AddSingleton<FitService>();
        services.AddSingleton<CampaignService>();
        services.AddSingleton<ProfileService>();
        services.AddSingleton<InfoService>();
        services.AddSingleton<HealthService>();
        services.AddSingleton<ReflectionService>();
        services.AddSingleton<ReflectionAlphaService>();
    }

    // What reads requests, and fetches what they ask about.
    private static void AddReaders(IServiceCollection services)
    {
        services.AddSingleton<BriefReader>();
        services.AddSingleton<RecentBriefs>();
        services.AddSingleton<ItemsLimit>();
        services.AddSingleton<TierRequestReader>();
        services.AddSingleton<TierItemsReader>();
        services.AddSingleton<TierItemsSource>();
        services.AddSingleton<DeriveBriefReader>();
        services.AddSingleton<FitRequestReader>();
        services.AddSingleton<FitItemsSource>();
        services.AddSingleton<BriefDerivationCall>();
        services.AddSingleton<CampaignRequestReader>();
        services.AddSingleton<PlannedSetSource>();
    }

    // What differs between streams; their rules are the same.
    private static void AddStreams(IServiceCollection services)
    {
        services.AddSingleton(typeof(ChunkStream<,,,>));
        services.AddSingleton<
            StreamShape<BulkRequest<StreamClassifyTiersRequest>, BulkAnswer<StreamClassifyTiersResponse>, StreamClassifyTiersConfig, BulkChunk>,
            TierStreamShape>();
        services.AddSingleton<
            StreamShape<BulkRequest<StreamScoreFitRequest>, BulkAnswer<StreamScoreFitResponse>, StreamScoreFitConfig, BulkChunk>,
            FitStreamShape>();
        services.AddSingleton<
            StreamShape<RankCreatorsRequest, RankCreatorsResponse, RankCreatorsConfig, RankCreatorsChunk>,
            RankStreamShape>();
        services.AddSingleton<
            StreamShape<PlanCampaignRequest, PlanCampaignResponse, PlanCampaignConfig, PlanCampaignChunk>,
            PlanStreamShape>();
        services.AddSingleton<
            StreamShape<StreamLookupProfilesRequest, StreamLookupProfilesResponse, StreamLookupProfilesConfig, StreamLookupProfilesChunk>,
            LookupStreamShape>();
        services.AddSingleton<
            StreamShape<StreamUpsertProfilesRequest, StreamUpsertProfilesResponse, StreamUpsertProfilesConfig, StreamUpsertProfilesChunk>,
            UpsertStreamShape>();
    }
}
