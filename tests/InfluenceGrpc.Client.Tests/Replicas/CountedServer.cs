using InfluenceGrpc.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace InfluenceGrpc.Client.Tests.Replicas;

/// <summary>A server of the product's that counts the calls it gets.</summary>
internal sealed class CountedServer : IAsyncDisposable
{
    private readonly CallCounter counter = new();

    private CountedServer()
    {
    }

    public RunningServer Server { get; private set; } = null!;

    public Uri Address => Server.Address;

    public int Calls => counter.Calls;

    public static async Task<CountedServer> StartAsync(params string[] switches)
    {
        var counted = new CountedServer();
        counted.Server = await RunningServer.StartAsync(
            builder => builder.Services.AddSingleton<IStartupFilter>(counted.counter), switches);
        return counted;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private sealed class CallCounter : IStartupFilter
    {
        private int calls;

        public int Calls => Volatile.Read(ref calls);

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(rest => context =>
            {
                Interlocked.Increment(ref calls);
                return rest(context);
            });
            next(app);
        };
    }
}
