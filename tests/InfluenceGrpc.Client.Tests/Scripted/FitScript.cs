using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Influence.V1;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Client.Tests.Scripted;

/// <summary>What the scripted fit and campaign services do, stream by stream, and which chunks they saw.</summary>
internal sealed class FitScript
{
    private readonly ConcurrentQueue<Act> acts = new();
    private readonly ConcurrentQueue<ConcurrentQueue<ulong>> streams = new();

    public uint ModelVersion { get; set; } = 1;

    /// <summary>Chunks of a planning that are refused, by sequence.</summary>
    public Predicate<ulong> Refuses { get; set; } = _ => false;

    /// <summary>Sequences that each stream saw.</summary>
    public IReadOnlyList<IReadOnlyList<ulong>> Streams => [.. streams.Select(stream => stream.ToArray())];

    /// <summary>The next stream does this; one without an act completes.</summary>
    public void Then(params Act[] then)
    {
        foreach (var act in then)
        {
            acts.Enqueue(act);
        }
    }

    public Act NextAct() => acts.TryDequeue(out var act) ? act : new Act(Ending.Complete);

    public ConcurrentQueue<ulong> NewStream()
    {
        var seen = new ConcurrentQueue<ulong>();
        streams.Enqueue(seen);
        return seen;
    }

    public StreamAccepted Accepted() => new()
    {
        FitModelId = "scripted",
        FitModelVersion = ModelVersion,
        Limits = new StreamLimits { MaxItemsPerChunk = 1000, MaxChunkBytes = 1 << 20, MaxChunksInFlight = 4 },
    };

    /// <summary>Ends a stream amid it.</summary>
    public async Task EndAsync(Ending kind, ServerCallContext context)
    {
        switch (kind)
        {
            case Ending.Reset:
                context.GetHttpContext().Abort();
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                break;
            case Ending.Drain:
                throw Unavailable();
            case Ending.CutBeforeNewVersion:
                ModelVersion++;
                break;
            default:
                break;
        }
    }

    public static RpcException Unavailable()
    {
        var status = new RpcStatus
        {
            Code = (int)StatusCode.Unavailable,
            Message = "The server is not there.",
            Details = { Any.Pack(new ErrorInfo { Reason = "SERVER_DRAINING" }) },
        };
        return new RpcException(
            new Grpc.Core.Status(StatusCode.Unavailable, status.Message),
            new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }

    /// <summary>The score tells creators apart: followers modulo 100. Those without followers fail. A quarter of each audience that is known is wanted.</summary>
    public static FitColumns Score(Items items)
    {
        var columns = new FitColumns();
        for (var i = 0; i < items.Profiles.Profiles.Count; i++)
        {
            var profile = items.Profiles.Profiles[i];
            double score = profile.Followers % 100;
            columns.Scores.Add(score);
            columns.Lowers.Add(score);
            columns.Uppers.Add(score);
            columns.Coverages.Add(0.5);
            columns.TargetShares.Add(profile.Audience is null ? 0 : 0.25);
            if (profile.Audience is null)
            {
                columns.TargetSharesUnknown.Add((uint)i);
            }

            if (!profile.HasFollowers)
            {
                var status = new Google.Rpc.Status
                {
                    Code = (int)StatusCode.FailedPrecondition,
                    Details = { Any.Pack(new ErrorInfo { Reason = "NOTHING_KNOWN" }) },
                };
                columns.Errors.Add(new ItemErrors { Indexes = { (uint)i }, Status = status });
            }
        }

        columns.ItemCount = (uint)columns.Scores.Count;
        return columns;
    }
}
