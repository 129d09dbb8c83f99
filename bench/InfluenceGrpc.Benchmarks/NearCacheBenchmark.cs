using System.Collections.Concurrent;
using BenchmarkDotNet.Attributes;
using InfluenceGrpc.Core.Creators;
using InfluenceGrpc.Core.Creators.Drafts;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Benchmarks;

/// <summary>
/// Looking creators up in memory in no order: those of a chunk side by side, and one after the other as one would with the dictionary of
/// .NET. A thousand stay in the processor's caches; a hundred thousand do not.
/// </summary>
[InProcess] // A project of its own, as is usual, would build the server anew, contract and all.
[MemoryDiagnoser]
public class NearCacheBenchmark
{
    private const int Asked = 10_000;

    private readonly StoredProfile?[] found = new StoredProfile?[NearCache.BlockSize];
    private readonly ConcurrentDictionary<string, StoredProfile> dictionary = new(StringComparer.Ordinal);
    private readonly string[] ids = new string[Asked];
    private NearCache cache = null!;

    /// <summary>How many are in memory.</summary>
    [Params(1_000, 100_000)]
    public int Creators { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var lease = new NearCacheLease(TimeProvider.System);
        lease.HoldForever();
        cache = new(1L << 30, TimeSpan.FromHours(1), lease, TimeProvider.System);
        for (var creator = 0; creator < Creators; creator++)
        {
            var id = Id(creator);
            var profile = CreatorProfile.Create(new CreatorProfileDraft { CreatorId = id, Followers = (ulong)creator }).Value!;
            var stored = StoredProfile.Read(ProfileCodec.Encode(profile, DateTimeOffset.UnixEpoch))!;
            cache.Fill(id, stored, cache.Ticket(id), StoreLane.Unary);
            dictionary[id] = stored;
        }

        var random = new Random(1);
        for (var i = 0; i < Asked; i++)
        {
            ids[i] = Id(random.Next(Creators));
        }
    }

    [Benchmark(OperationsPerInvoke = Asked, Description = "NearCache.Find, 64 at a time")]
    public ulong SideBySide()
    {
        using var list = new CreatorIdList(ids);
        var sum = 0UL;
        for (var first = 0; first < Asked; first += NearCache.BlockSize)
        {
            var block = found.AsSpan(0, Math.Min(NearCache.BlockSize, Asked - first));
            cache.Find(list, first, block, StoreLane.Bulk);
            foreach (var profile in block)
            {
                sum += profile!.Followers!.Value;
            }
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Asked, Baseline = true, Description = "ConcurrentDictionary, one at a time, never stale")]
    public ulong OneByOne()
    {
        var sum = 0UL;
        foreach (var id in ids)
        {
            sum += dictionary[id].Followers!.Value;
        }

        return sum;
    }

    private static string Id(int creator) => $"creator-{creator:D8}";
}
