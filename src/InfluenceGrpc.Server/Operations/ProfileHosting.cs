using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Profiles.Embedded;
using InfluenceGrpc.Server.Profiles.Redis;

namespace InfluenceGrpc.Server.Operations;

/// <summary>How profiles are hosted: the store that the settings name, and the near cache before it.</summary>
internal static class ProfileHosting
{
    /// <summary>Adds the profile store, if there is to be one, and what reads and writes it.</summary>
    public static void AddProfiles(this IServiceCollection services, ProfileOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<StoreAvailability>();
        services.AddSingleton<NearCacheLease>();
        services.AddSingleton(provider => new NearCache(
            options.NearCacheBytes,
            options.NearCacheLifetime,
            provider.GetRequiredService<NearCacheLease>(),
            provider.GetRequiredService<TimeProvider>()));
        if (options.Store.File is { } file)
        {
            services.AddSingleton<IProfileStore>(provider => ActivatorUtilities.CreateInstance<EmbeddedProfileStore>(provider, file));
        }
        else if (options.Store.Redis.Count > 0)
        {
            services.AddSingleton<IProfileStore>(provider => ActivatorUtilities.CreateInstance<RedisProfileStore>(
                provider, (Action<string>)provider.GetRequiredService<NearCache>().Invalidate));
        }

        services.AddSingleton(provider => new ProfileLookup(
            MeasuredStoreOf(provider), provider.GetRequiredService<NearCache>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ProfileUpdates(
            MeasuredStoreOf(provider), provider.GetRequiredService<NearCache>(), options, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ReadOptionsReader>();
        services.AddSingleton<ProfileRequestReader>();
    }

    private static MeasuredStore? MeasuredStoreOf(IServiceProvider provider) =>
        provider.GetService<IProfileStore>() is { } store
            ? new(store, provider.GetRequiredService<Metrics>(), provider.GetRequiredService<TimeProvider>())
            : null;
}
