using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Tests.Scripted;

/// <summary>What the scripted profile store does, and what it saw.</summary>
internal sealed class ProfileScript
{
    private readonly ConcurrentQueue<int> cuts = new();
    private int streams;

    public StreamLimits Limits { get; set; } = new() { MaxItemsPerChunk = 10, MaxChunkBytes = 1 << 20, MaxChunksInFlight = 4 };

    public ConcurrentDictionary<string, CreatorProfile> Store { get; } = new(StringComparer.Ordinal);

    /// <summary>The reason, of status UNAVAILABLE, for which an id is not served now; null where it is.</summary>
    public Func<string, string?> Outage { get; set; } = _ => null;

    /// <summary>Chunks that are refused, by sequence.</summary>
    public Predicate<ulong> Refuses { get; set; } = _ => false;

    /// <summary>Chunks of writes wait for it, by sequence, before they are written.</summary>
    public Func<ulong, Task> Gate { get; set; } = _ => Task.CompletedTask;

    /// <summary>Rows in one part of a look-up's answer.</summary>
    public int RowsPerPart { get; set; } = 4;

    /// <summary>Chunks and batches that came: number of the stream (0 for unary calls), sequence, ids.</summary>
    public ConcurrentQueue<(int Stream, ulong Sequence, string[] Ids)> Seen { get; } = new();

    public ConcurrentQueue<StreamUpsertProfilesConfig> Configs { get; } = new();

    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>The next streams end without a summary after so many answers, or parts of them.</summary>
    public void CutAfter(params int[] answers)
    {
        foreach (var count in answers)
        {
            cuts.Enqueue(count);
        }
    }

    public int NextCut() => cuts.TryDequeue(out var after) ? after : int.MaxValue;

    public int NextStream() => Interlocked.Increment(ref streams);

    public UpsertColumns Upsert(IReadOnlyList<CreatorProfile> profiles)
    {
        var columns = new UpsertColumns { ItemCount = (uint)profiles.Count };
        for (var i = 0; i < profiles.Count; i++)
        {
            var profile = profiles[i];
            var reason = Outage(profile.CreatorId);
            if (reason is "REPLICAS_NOT_REACHED" or null && !profile.CreatorId.StartsWith("bad", StringComparison.Ordinal))
            {
                columns.Outcomes.Add(Write(profile, failed: reason is not null));
            }
            else
            {
                columns.Outcomes.Add(UpsertOutcome.Unspecified);
            }

            var status = reason is null
                ? profile.CreatorId.StartsWith("bad", StringComparison.Ordinal) ? StatusOf(StatusCode.InvalidArgument, "INVALID_PROFILE") : null
                : StatusOf(StatusCode.Unavailable, reason);
            if (status is not null)
            {
                columns.Errors.Add(new ItemErrors { Indexes = { (uint)i }, Status = status });
            }
        }

        return columns;
    }

    public Google.Rpc.Status StatusOf(StatusCode code, string reason) => new()
    {
        Code = (int)code,
        Message = reason,
        Details =
        {
            Any.Pack(new ErrorInfo { Reason = reason }),
            Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(RetryDelay) }),
        },
    };

    private UpsertOutcome Write(CreatorProfile profile, bool failed)
    {
        var outcome = UpsertOutcome.Applied;
        Store.AddOrUpdate(profile.CreatorId, profile, (_, stored) =>
        {
            outcome = stored.Version > profile.Version ? UpsertOutcome.Superseded
                : stored.Version == profile.Version && profile.Version > 0 ? UpsertOutcome.Unchanged
                : UpsertOutcome.Applied;
            return outcome == UpsertOutcome.Applied ? profile : stored;
        });
        return failed ? UpsertOutcome.Unspecified : outcome;
    }
}
