using System.Collections.Concurrent;
using System.Diagnostics;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests.Redis;

/// <summary>One creator, written through one server and read through another; tells when a read is older than it may be.</summary>
/// <remarks>
/// A write's number is its version. A read must know of the last write that was acknowledged longer than the bound ago when
/// the read began: that holds whatever else keeps the machine busy.
/// </remarks>
/// <param name="id">Who.</param>
/// <param name="bound">How old an answer may be.</param>
internal sealed class SharedMemory(string id, TimeSpan bound)
{
    private readonly ConcurrentDictionary<long, bool> deletions = new();
    private readonly ConcurrentQueue<(long Number, long At)> acknowledged = new();
    private readonly ConcurrentQueue<double> delays = new();
    private long number;
    private long acknowledgedAt;
    private long reads;
    private long seenNumber;

    /// <summary>Who.</summary>
    public string Id => id;

    /// <summary>How often it was read.</summary>
    public long Reads => Volatile.Read(ref reads);

    /// <summary>How long after its acknowledgement each write was first read, in milliseconds; 0 where it was read before.</summary>
    public IReadOnlyCollection<double> Delays => delays;

    /// <summary>Whether the last write was read.</summary>
    public bool IsSeen => Volatile.Read(ref seenNumber) >= Volatile.Read(ref number);

    /// <summary>Writes the next version, or deletes the creator with it.</summary>
    public async Task WriteAsync(ProfileCalls calls, bool deletes)
    {
        var next = number + 1;
        if (deletes)
        {
            // Before it is sent: it may be read before it is acknowledged.
            deletions[next] = true;
            Assert.Equal(DeleteOutcome.Deleted, await calls.DeleteAsync(id, (ulong)next));
        }
        else
        {
            await calls.StoreAsync([WireProfiles.Of(id, 5, (ulong)next)]);
        }

        acknowledgedAt = Stopwatch.GetTimestamp();
        acknowledged.Enqueue((next, acknowledgedAt));
        Volatile.Write(ref number, next);
    }

    /// <summary>Reads, and fails where the answer is too old.</summary>
    public async Task ReadAsync(ProfileCalls calls)
    {
        var begun = Stopwatch.GetTimestamp();
        var atLeast = acknowledged.Where(write => Stopwatch.GetElapsedTime(write.At, begun) > bound).Select(write => write.Number).LastOrDefault();
        var last = Volatile.Read(ref number);
        var profile = await calls.FindAsync(id);
        Interlocked.Increment(ref reads);

        // What is not there is as new as the last deletion could make it.
        var seen = profile is null ? deletions.Keys.DefaultIfEmpty().Max() : (long)profile.Version;
        Assert.True(seen >= atLeast, $"Write {atLeast} of {id} was acknowledged more than {bound} before {(profile is null ? "nothing" : seen)} was read.");
        if (seen >= last && last > 0 && Interlocked.Exchange(ref seenNumber, last) != last)
        {
            delays.Enqueue(Stopwatch.GetElapsedTime(acknowledgedAt, begun).TotalMilliseconds);
        }
    }
}
