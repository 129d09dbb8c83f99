using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Influence.V1;

namespace InfluenceGrpc.Client.Tests.Scripted;

/// <summary>What the scripted server does, stream by stream, and what it saw.</summary>
internal sealed class Script
{
    public const int TierCount = 64;

    private readonly ConcurrentQueue<Act> acts = new();
    private readonly ConcurrentQueue<StreamLog> streams = new();
    private int failures;
    private int turnedAway;

    public StreamLimits Limits { get; set; } = new() { MaxItemsPerChunk = 1000, MaxChunkBytes = 1 << 20, MaxChunksInFlight = 4 };

    public TierScheme Scheme { get; } = NewScheme();

    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Chunks wait for it before they are answered.</summary>
    public TaskCompletionSource Hold { get; set; } = Done();

    /// <summary>Chunks that are refused, by sequence.</summary>
    public Predicate<ulong> Refuses { get; set; } = _ => false;

    public ConcurrentQueue<StreamClassifyTiersConfig> Configs { get; } = new();

    public IReadOnlyList<StreamLog> Streams => [.. streams];

    /// <summary>The next stream does this; one without an act completes.</summary>
    public void Then(params Act[] then)
    {
        foreach (var act in then)
        {
            acts.Enqueue(act);
        }
    }

    /// <summary>Fifteen streams break off, each in a way and at a place that are drawn.</summary>
    public void ThenBreakOffOften(int seed)
    {
        Ending[] endings = [Ending.Unavailable, Ending.Cut, Ending.Drain, Ending.Reset, Ending.Disconnect, Ending.Inactive];
        var random = new Random(seed);
        for (var i = 0; i < 15; i++)
        {
            Then(new Act(endings[random.Next(endings.Length)], random.Next(0, 6)));
        }
    }

    /// <summary>So many unary calls fail with UNAVAILABLE.</summary>
    public void FailUnary(int count) => failures = count;

    /// <summary>Every unary call is turned away as this says, until so many were; null for none.</summary>
    public (int Count, string Reason, TimeSpan? RetryDelay)? Full { get; set; }

    /// <summary>Unary calls that came, whatever became of them.</summary>
    public int UnaryCalls => turnedAway;

    /// <summary>Counts a unary call; whether it is turned away.</summary>
    public bool TurnsAway() => Interlocked.Increment(ref turnedAway) <= (Full?.Count ?? 0);

    public bool TryFail() => Interlocked.Decrement(ref failures) >= 0;

    public Act NextAct() => acts.TryDequeue(out var act) ? act : new Act(Ending.Complete);

    public StreamLog NewStream()
    {
        var log = new StreamLog();
        streams.Enqueue(log);
        return log;
    }

    /// <summary>The tier that <see cref="Answer"/> gives: one that tells items apart.</summary>
    public static int OrdinalOf(ulong followers) => 1 + (int)(followers % TierCount);

    public StreamClassifyTiersChunkResult Answer(StreamClassifyTiersChunk chunk)
    {
        ulong?[] followers = chunk.Items.SourceCase switch
        {
            Items.SourceOneofCase.Followers => [.. chunk.Items.Followers.Followers.Select(count => (ulong?)count)],
            Items.SourceOneofCase.Ids => [.. chunk.Items.Ids.CreatorIds_.Select(FollowersOfId)],
            _ => [.. chunk.Items.Profiles.Profiles.Select(profile => profile.HasFollowers ? (ulong?)profile.Followers : null)],
        };
        if (Refuses(chunk.Sequence) || followers.Length > Limits.MaxItemsPerChunk)
        {
            return new StreamClassifyTiersChunkResult { Sequence = chunk.Sequence, Status = StatusOf(StatusCode.ResourceExhausted, "TOO_MANY_ITEMS") };
        }

        foreach (var missing in chunk.Items.Followers?.Missing ?? [])
        {
            followers[missing] = null;
        }

        var tiers = new TierColumns { ItemCount = (uint)followers.Length, Columns = { new TierColumn() } };
        tiers.Columns[0].Ordinals.Add(followers.Select(count => count is { } known ? (uint)OrdinalOf(known) : 0));
        var failed = Enumerable.Range(0, followers.Length).Where(i => followers[i] is null).Select(i => (uint)i).ToList();
        if (failed.Count > 0)
        {
            var reason = chunk.Items.Ids is null ? "FOLLOWERS_MISSING" : "CREATOR_NOT_FOUND";
            tiers.Errors.Add(new ItemErrors { Indexes = { failed }, Status = StatusOf(StatusCode.InvalidArgument, reason) });
        }

        if (chunk.Items.Ids is not null)
        {
            tiers.DataStatus.Add(followers.Select(count => count is null ? DataStatus.NotFound : DataStatus.Present));
        }

        return new StreamClassifyTiersChunkResult { Sequence = chunk.Sequence, Tiers = tiers };
    }

    // "c" and a number is a creator with as many followers; there are no others.
    private static ulong? FollowersOfId(string id) =>
        id is ['c', .. var number] && ulong.TryParse(number, CultureInfo.InvariantCulture, out var count) ? count : null;

    private static Google.Rpc.Status StatusOf(StatusCode code, string reason) => new()
    {
        Code = (int)code,
        Message = reason,
        Details = { Any.Pack(new ErrorInfo { Reason = reason }) },
    };

    private static TierScheme NewScheme()
    {
        var scheme = new TierScheme { Id = "scripted", Version = 1, Title = "Scripted", Kind = TierSchemeKind.Followers };
        for (var i = 1; i <= TierCount; i++)
        {
            scheme.Tiers.Add(new Tier { Id = string.Create(CultureInfo.InvariantCulture, $"t{i}"), Label = "T", Ordinal = (uint)i });
        }

        return scheme;
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
