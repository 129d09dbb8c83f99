using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Security;

namespace InfluenceGrpc.Server.Operations;

/// <summary>What stands before every call: who calls, and whether there is a place.</summary>
internal static class GateHosting
{
    /// <summary>Adds the gate, and the certificates where there are any.</summary>
    public static void AddCallGate(this IServiceCollection services, SecurityOptions options)
    {
        services.AddSingleton(_ => new CallerDirectory(options));
        services.AddSingleton<CallerFinder>();
        services.AddSingleton<CallPlaces>();
        services.AddSingleton<ChunkShare>();
        services.AddSingleton(provider => new MemoryBudget(
            provider.GetRequiredService<LimitOptions>(), provider.GetRequiredService<ProfileOptions>()));
        services.AddSingleton<CallTimeLimit>();
        services.AddSingleton<CallGate>();
        if (options.Tls.CertificateFile is not null)
        {
            services.AddSingleton(options.Tls);
            services.AddSingleton<ServerCertificates>();
            services.AddHostedService(provider => provider.GetRequiredService<ServerCertificates>());
        }
    }
}
