using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Influence.V1;

namespace InfluenceGrpc.Functional.Tests.Hostile;

/// <summary>Callers of every kind of rpc who leave at any moment.</summary>
internal static class LeavingCallers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly CreatorProfile[] Profiles = [.. Enumerable.Range(0, 200).Select(i => CampaignExamples.Creator($"leaving-{i}", 10_000 + (ulong)i, 0.7, 9_000))];

    /// <summary>Every kind of call; each makes one and leaves it.</summary>
    public static readonly IReadOnlyDictionary<string, Func<GrpcChannel, Leaving, Task>> Kinds = new Dictionary<string, Func<GrpcChannel, Leaving, Task>>(StringComparer.Ordinal)
    {
        ["StreamClassifyTiers"] = (channel, leaving) => DuplexAsync(
            leaving, options => new TierService.TierServiceClient(channel).StreamClassifyTiers(options),
            new StreamClassifyTiersRequest { Config = new() }, sequence => new() { Chunk = new() { Sequence = sequence, Items = Followers } }),
        ["StreamScoreFit"] = (channel, leaving) => DuplexAsync(
            leaving, options => new FitService.FitServiceClient(channel).StreamScoreFit(options),
            new StreamScoreFitRequest { Config = new() { Brief = FitExamples.Brief } }, sequence => new() { Chunk = new() { Sequence = sequence, Items = Creators } }),
        ["RankCreators"] = (channel, leaving) => DuplexAsync(
            leaving, options => new FitService.FitServiceClient(channel).RankCreators(options),
            new RankCreatorsRequest { Config = new() { Brief = FitExamples.Brief, Count = 100 } }, sequence => new() { Chunk = new() { Sequence = sequence, Items = Creators } }),
        ["PlanCampaign"] = (channel, leaving) => DuplexAsync(
            leaving, options => new CampaignService.CampaignServiceClient(channel).PlanCampaign(options), new PlanCampaignRequest { Config = Plan },
            sequence => new() { Chunk = new() { Sequence = sequence, Items = Creators } }),
        ["StreamLookupProfiles"] = (channel, leaving) => DuplexAsync(
            leaving, options => new ProfileService.ProfileServiceClient(channel).StreamLookupProfiles(options),
            new StreamLookupProfilesRequest { Config = new() }, sequence => new() { Chunk = new() { Sequence = sequence, Ids = Ids } }),
        ["StreamUpsertProfiles"] = (channel, leaving) => DuplexAsync(
            leaving, options => new ProfileService.ProfileServiceClient(channel).StreamUpsertProfiles(options),
            new StreamUpsertProfilesRequest { Config = new() }, sequence => new() { Chunk = new() { Sequence = sequence, Profiles = Creators.Profiles } }),
        ["DeriveBrief"] = DeriveAsync,
        ["ClassifyTier"] = (channel, leaving) => UnaryAsync(
            leaving, options => new TierService.TierServiceClient(channel).ClassifyTierAsync(new() { FollowerCount = 700 }, options)),
        ["BatchClassifyTiers"] = (channel, leaving) => UnaryAsync(
            leaving, options => new TierService.TierServiceClient(channel).BatchClassifyTiersAsync(new() { Items = Followers }, options)),
        ["BatchScoreFit"] = (channel, leaving) => UnaryAsync(
            leaving, options => new FitService.FitServiceClient(channel).BatchScoreFitAsync(new() { Items = Creators, Brief = FitExamples.Brief }, options)),
        ["LookupProfiles"] = (channel, leaving) => UnaryAsync(
            leaving, options => new ProfileService.ProfileServiceClient(channel).LookupProfilesAsync(new() { Ids = Ids }, options)),
        ["UpsertProfiles"] = (channel, leaving) => UnaryAsync(
            leaving, options => new ProfileService.ProfileServiceClient(channel).UpsertProfilesAsync(new() { Profiles = Creators.Profiles }, options)),
        ["ServerReflectionInfo"] = (channel, leaving) => DuplexAsync(
            leaving, options => new Grpc.Reflection.V1.ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo(options),
            new Grpc.Reflection.V1.ServerReflectionRequest { ListServices = "" }, _ => new() { FileContainingSymbol = "influence.v1.Brief" }),
    };

    /// <summary>What a planning is asked for.</summary>
    public static PlanCampaignConfig Plan => new() { Brief = CampaignExamples.TrailShoes, Universe = CampaignExamples.TwoMillion, Budget = 100_000 };

    private static Items Followers => new() { Followers = new() { Followers = { Enumerable.Range(0, 2_000).Select(i => (ulong)i * 997) } } };

    private static Items Creators => new() { Profiles = new() { Profiles = { Profiles } } };

    private static CreatorIds Ids => new() { CreatorIds_ = { Profiles.Select(profile => profile.CreatorId) } };

    private static async Task DuplexAsync<TRequest, TResponse>(
        Leaving leaving, Func<CallOptions, AsyncDuplexStreamingCall<TRequest, TResponse>> begin, TRequest config, Func<ulong, TRequest> chunk)
        where TRequest : class, IMessage
        where TResponse : class, IMessage
    {
        using var call = begin(OptionsFor(leaving));
        await LeftAsync(async () =>
        {
            if (leaving == Leaving.AtOnce)
            {
                return;
            }

            if (leaving == Leaving.AfterHeaders)
            {
                // On the wire without a message; nothing comes back before the config.
                await Task.WhenAny(call.ResponseHeadersAsync, Task.Delay(2));
                return;
            }

            await call.RequestStream.WriteAsync(config);
            await call.ResponseStream.MoveNext(CancellationToken.None);
            if (leaving == Leaving.AfterConfig)
            {
                return;
            }

            for (ulong sequence = 1; sequence <= 4; sequence++)
            {
                await call.RequestStream.WriteAsync(chunk(sequence));
            }

            if (leaving == Leaving.AmongChunks)
            {
                return;
            }

            await (leaving == Leaving.AmongAnswers ? call.ResponseStream.MoveNext(CancellationToken.None) : call.RequestStream.CompleteAsync());
            if (leaving == Leaving.ByDeadline)
            {
                await call.ResponseStream.MoveNext(CancellationToken.None);
            }
        });
    }

    private static async Task DeriveAsync(GrpcChannel channel, Leaving leaving)
    {
        using var call = new FitService.FitServiceClient(channel).DeriveBrief(OptionsFor(leaving));
        await LeftAsync(async () =>
        {
            if (leaving is Leaving.AtOnce or Leaving.AfterHeaders)
            {
                return;
            }

            await call.RequestStream.WriteAsync(new() { Config = new() });
            if (leaving == Leaving.AfterConfig)
            {
                return;
            }

            await call.RequestStream.WriteAsync(new() { Background = new() { Items = Creators } });
            await call.RequestStream.WriteAsync(new() { Examples = new() { Items = Creators } });
            if (leaving is Leaving.AfterHalfClose or Leaving.ByDeadline)
            {
                await call.RequestStream.CompleteAsync();
                await (leaving == Leaving.ByDeadline ? call.ResponseAsync : Task.CompletedTask);
            }
        });
    }

    private static async Task UnaryAsync<TResponse>(Leaving leaving, Func<CallOptions, AsyncUnaryCall<TResponse>> begin)
    {
        using var call = begin(OptionsFor(leaving));
        await LeftAsync(async () =>
        {
            switch (leaving)
            {
                case Leaving.AtOnce:
                    return;
                case Leaving.ByDeadline:
                    await call.ResponseAsync;
                    return;
                default:
                    // Somewhere between the message and its answer.
                    await Task.WhenAny(call.ResponseAsync, Task.Delay((int)leaving));
                    return;
            }
        });
    }

    private static CallOptions OptionsFor(Leaving leaving) =>
        leaving == Leaving.ByDeadline ? new CallOptions(deadline: DateTime.UtcNow.AddMilliseconds(1)) : default;

    // A place that was not there, or a time that was up, is as good an end; a fault of the server's is none.
    private static async Task LeftAsync(Func<Task> call)
    {
        try
        {
            await call().WaitAsync(Patience);
        }
        catch (RpcException end)
        {
            Assert.True(
                end.StatusCode is StatusCode.Cancelled or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted || end.Status.DebugException is not null,
                end.ToString());
        }
        catch (Exception end) when (end is InvalidOperationException or OperationCanceledException or IOException)
        {
            // The library's own ways to say that a call is over.
        }
    }
}
