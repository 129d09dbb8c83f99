using Google.Protobuf.Collections;
using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Core.Faults;
using InfluenceGrpc.Core.Fit.Derivation;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Bulk;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Profiles;
using InfluenceGrpc.Server.Streaming;
using CreatorProfile = InfluenceGrpc.Core.Creators.CreatorProfile;

namespace InfluenceGrpc.Server.Services;

/// <summary>Runs a DeriveBrief call: config first, once; then chunks, counted in one after the other, of which nothing is kept.</summary>
/// <remarks>The rules of streams hold where they say something of a client that only sends: the envelope, shutdown and lying still.
/// Where a creator cannot be used the call ends, since what is derived would rest on others than were sent.</remarks>
internal sealed class BriefDerivationCall(
    ItemsLimit limit, ProfileLookup lookup, LimitOptions limits, Drain drain, ProcessorPlaces processors, TimeProvider time)
{
    /// <summary>Runs a call from its first message to its answer.</summary>
    /// <param name="requests">What the client sends.</param>
    /// <param name="open">Makes of the config what to derive by; throws RpcException where it is at fault.</param>
    /// <param name="context">The call's.</param>
    /// <exception cref="RpcException">The envelope is broken, a creator cannot be used, there are too few or too many, the call lay
    /// still, or the server shuts down.</exception>
    public async Task<DeriveBriefResponse> RunAsync(
        IAsyncStreamReader<DeriveBriefRequest> requests, Func<DeriveBriefConfig, DerivationTask> open, ServerCallContext context)
    {
        using var activity = new ActivityWatch(limits.StreamInactivity, time, context.CancellationToken);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(activity.Token, drain.Token);
        WatchedBody.Of(context.GetHttpContext()).Watch = activity;
        var rate = ItemRate.Of(context.GetHttpContext());
        try
        {
            var task = open(await ReadConfigAsync(requests, activity, reading.Token));
            while (await requests.MoveNext(reading.Token))
            {
                activity.Touch();
                var message = requests.Current;
                var items = await processors.RunAsync(() => TakeInAsync(message, task, reading.Token), reading.Token);
                await rate.WaitAsync(items, activity.Touch, reading.Token);
                activity.Touch();
            }

            return DeriveBriefReader.TooFew(task.Derivation) is { } fault
                ? throw Errors.InvalidRequest([fault]).ToException()
                : DerivedBriefWriter.Write(task.Derivation.Derive());
        }
        catch (OperationCanceledException) when (activity.Expired)
        {
            throw Errors.StreamInactive(limits.StreamInactivity).ToException();
        }
        catch (OperationCanceledException) when (drain.Started && !activity.Token.IsCancellationRequested)
        {
            throw Errors.Draining().ToException();
        }
    }

    private static async Task<DeriveBriefConfig> ReadConfigAsync(
        IAsyncStreamReader<DeriveBriefRequest> requests, ActivityWatch activity, CancellationToken cancellationToken)
    {
        if (!await requests.MoveNext(cancellationToken))
        {
            throw Errors.StreamConfigMissing().ToException();
        }

        activity.Touch();
        return requests.Current.MessageCase switch
        {
            DeriveBriefRequest.MessageOneofCase.Config => requests.Current.Config,
            DeriveBriefRequest.MessageOneofCase.None => throw Errors.StreamMessageEmpty().ToException(),
            _ => throw Errors.StreamConfigMissing().ToException(),
        };
    }

    // How many items it was.
    private ValueTask<int> TakeInAsync(DeriveBriefRequest request, DerivationTask task, CancellationToken cancellationToken)
    {
        var derivation = task.Derivation;
        return request.MessageCase switch
        {
            DeriveBriefRequest.MessageOneofCase.Examples => TakeInAsync(
                request.Examples.Items, "examples", derivation.Examples, DerivationLimits.MaxExamples, derivation.AddExample, task.Wish, cancellationToken),
            DeriveBriefRequest.MessageOneofCase.Background => TakeInAsync(
                request.Background.Items, "background", derivation.Background, DerivationLimits.MaxBackground, derivation.AddBackground, task.Wish,
                cancellationToken),
            DeriveBriefRequest.MessageOneofCase.Config => throw Errors.StreamConfigRepeated().ToException(),
            _ => throw Errors.StreamMessageEmpty().ToException(),
        };
    }

    private async ValueTask<int> TakeInAsync(
        Items? items, string path, int before, int most, Action<CreatorProfile, int> add, ReadWish wish, CancellationToken cancellationToken)
    {
        if (limit.TooLarge(BulkItems.Of(items)) is { } refusal)
        {
            throw refusal.ToException();
        }

        var faults = new FaultList();
        var itemsPath = FaultPath.Join(path, "items");
        var reader = new DerivationItems(wish, faults);
        var profiles = items?.SourceCase == Items.SourceOneofCase.Profiles ? items.Profiles.Profiles : null;
        var ids = items?.SourceCase == Items.SourceOneofCase.Ids ? items.Ids.CreatorIds_ : null;
        if (profiles is null && ids is null)
        {
            faults.Add(itemsPath, FaultCode.Required, "must hold ids or profiles.");
        }
        else if (DeriveBriefReader.TooMany(path, before, profiles?.Count ?? ids!.Count, most) is { } tooMany)
        {
            faults.Add(tooMany);
        }
        else if (profiles is not null)
        {
            reader.Read(profiles, itemsPath, add);
        }
        else
        {
            await LookUpAsync(ids!, reader, itemsPath, add, wish, cancellationToken);
        }

        if (!faults.IsEmpty)
        {
            throw Errors.InvalidRequest(faults.ToList()).ToException();
        }

        return profiles?.Count ?? ids!.Count;
    }

    // Each id once: a look-up shows a profile once however often it was asked for, or as often, as memory happens to have it.
    private async Task LookUpAsync(
        RepeatedField<string> ids, DerivationItems reader, string path, Action<CreatorProfile, int> add, ReadWish wish,
        CancellationToken cancellationToken)
    {
        var items = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < ids.Count; i++)
        {
            if (!items.TryGetValue(ids[i], out var same))
            {
                items[ids[i]] = same = [];
            }

            same.Add(i);
        }

        var outcomes = await lookup.ReadAsync([.. items.Keys], Take, wish, StoreCalls.OfChunk(cancellationToken));
        ThrowWhereStoreIsAtFault(outcomes);
        reader.TellFailures(path);

        LookupOutcome Take(string id, ProfileAnswer answer)
        {
            reader.Read(id, answer, items[id], add);
            return answer.Outcome;
        }
    }

    // That is no fault of the items: the call can be made again, or never here.
    private static void ThrowWhereStoreIsAtFault(LookupOutcome[] outcomes)
    {
        if (outcomes.Contains(LookupOutcome.NoStore))
        {
            throw Errors.ProfileStoreAbsent().ToException();
        }

        if (outcomes.Contains(LookupOutcome.Unavailable))
        {
            throw Errors.ProfileStoreUnavailable().ToException();
        }
    }
}
