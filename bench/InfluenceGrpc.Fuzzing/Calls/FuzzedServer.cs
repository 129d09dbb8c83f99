using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Fuzzing.Drawing;
using InfluenceGrpc.Testing;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Fuzzing.Calls;

/// <summary>The product's own server, on real Kestrel in this process, with a store of a few creators.</summary>
internal sealed class FuzzedServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly RunningServer server;
    private readonly TroubleWatch watch;
    private readonly InfoService.InfoServiceClient info;

    private FuzzedServer(RunningServer server, TroubleWatch watch)
    {
        this.server = server;
        this.watch = watch;
        info = new InfoService.InfoServiceClient(server.Channel);
    }

    /// <summary>Where it serves.</summary>
    public Uri Address => server.Address;

    /// <summary>Where it serves JSON.</summary>
    public Uri WebAddress => server.WebAddress!;

    /// <summary>Makes calls.</summary>
    public CallInvoker Invoker => server.Channel.CreateCallInvoker();

    /// <summary>Starts one.</summary>
    /// <param name="pool">Where the creators of its store are taken from.</param>
    public static async Task<FuzzedServer> StartAsync(SamplePool pool)
    {
        var trouble = new TroubleWatch();
        var started = await RunningServer.StartAsync(builder => builder.Logging.AddProvider(trouble), "--Web:Listen", "127.0.0.1:0");

        // What it logs is told with the case that made it, not when it ends.
        started.ExpectsErrors = true;
        var creators = new UpsertProfilesRequest { Profiles = new CreatorProfiles() };
        var known = pool.Of(CreatorProfile.Descriptor);
        for (var i = 0; i < MessageGenerator.StoredCreators; i++)
        {
            var creator = ((CreatorProfile)known[i % known.Count]).Clone();
            creator.CreatorId = $"c-{i}";
            creator.Version = 1;
            creators.Profiles.Profiles.Add(creator);
        }

        await new ProfileService.ProfileServiceClient(started.Channel).UpsertProfilesAsync(creators, deadline: DateTime.UtcNow + Patience);
        return new FuzzedServer(started, trouble);
    }

    /// <summary>What is wrong with the server after a case: null where it serves on and logged nothing that it should not.</summary>
    public async Task<string?> TroubleAsync()
    {
        try
        {
            await info.GetServerInfoAsync(new GetServerInfoRequest(), deadline: DateTime.UtcNow + Patience);
        }
        catch (RpcException fault)
        {
            return $"the server does not serve any more: {fault.Status}";
        }

        return watch.Take() is { } logged ? $"the server logged {logged}" : null;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();
}
