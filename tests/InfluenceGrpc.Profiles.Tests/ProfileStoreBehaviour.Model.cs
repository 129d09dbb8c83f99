using InfluenceGrpc.Server.Profiles;
using Xunit.Abstractions;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>A store against the model: random steps, then everything must be as the model says.</summary>
public abstract partial class ProfileStoreBehaviour(ITestOutputHelper output)
{
    private static readonly ulong[] Versions = [0, 1, 2, 3, 1UL << 53, (1UL << 63) - 1, 1UL << 63, ulong.MaxValue - 1, ulong.MaxValue];
    private static readonly string[] Few = ["ada", "Ada", "ad", "{ada}", "a d a"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Write_RandomSteps_AreDecidedAsTheRuleSays(int seed)
    {
        output.WriteLine($"Seed {seed}.");
        var random = new Random(seed);
        var model = new StoreModel();
        for (var step = 0; step < 1_500; step++)
        {
            var count = random.Next(3) == 0 ? random.Next(2, 40) : 1;
            var writes = new ProfileWrite[count];
            var expected = new WriteResult[count];
            for (var i = 0; i < count; i++)
            {
                writes[i] = RandomWrite(random, model, step);
                expected[i] = model.Write(writes[i]);
            }

            var store = random.Next(2) == 0 ? Store : OtherStore;
            var results = await store.WriteManyAsync(writes, random.Next(2) == 0 ? StoreLane.Unary : StoreLane.Bulk);

            Assert.True(expected.SequenceEqual(results), $"Step {step}: {string.Join(", ", results)} instead of {string.Join(", ", expected)}.");
            await AssertAsModelAsync(random.Next(2) == 0 ? Store : OtherStore, model, step);
        }
    }

    private static async Task AssertAsModelAsync(IProfileStore store, StoreModel model, int step)
    {
        var ids = Few.Select(id => Current(id, step)).ToArray();
        var reads = await store.ReadManyAsync(ids);
        for (var i = 0; i < ids.Length; i++)
        {
            Assert.False(reads[i].IsUnavailable);
            var (found, expected) = (reads[i].Profile?.Bytes.ToArray(), model.Read(ids[i]));
            Assert.True(
                found is null == expected is null && found.AsSpan().SequenceEqual(expected), $"Step {step}: {ids[i]} holds something else.");
        }
    }

    // A creator deleted at the highest version is deleted for good: others take their place every hundred steps.
    private static string Current(string id, int step) => $"{id}/{step / 100}";

    // Versions around the stored one meet every row of the rule, and tell a tombstone's version, which no read shows.
    private static ProfileWrite RandomWrite(Random random, StoreModel model, int step)
    {
        var id = Current(Few[random.Next(Few.Length)], step);
        var stored = model.VersionOf(id) ?? 5;
        var version = random.Next(12) switch
        {
            0 => 0UL,
            1 => Versions[random.Next(step % 50 == 0 ? Versions.Length : 4)],
            < 5 => stored,
            < 8 => stored == ulong.MaxValue ? stored : stored + 1,
            < 10 => stored == 0 ? 0 : stored - 1,
            _ => (ulong)random.NextInt64(20),
        };
        TimeSpan? lifetime = random.Next(2) == 0 ? null : Long;
        return random.Next(8) switch
        {
            0 => Blob.DeleteAny(id, lifetime) with { Bytes = Blob.Tombstone(version) },
            1 or 2 => Blob.Delete(id, version, lifetime),
            3 when random.Next(4) == 0 => Blob.PutOfUnknownFormat(id, version),
            _ => Blob.Put(id, version, $"step {step}", lifetime),
        };
    }
}
