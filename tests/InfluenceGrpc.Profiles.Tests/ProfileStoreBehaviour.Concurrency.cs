using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>Many at once: the highest version wins whatever the order, and nobody sees a version go down.</summary>
public abstract partial class ProfileStoreBehaviour
{
    private const int Writers = 8;
    private const int Creators = 12;
    private const int VersionsEach = 40;

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public async Task Write_ManyWritersInAnyOrder_TheHighestVersionWins(int seed)
    {
        output.WriteLine($"Seed {seed}.");
        var random = new Random(seed);
        var all = RandomWrites(random);
        var shares = all.Select((write, i) => (write, i)).GroupBy(pair => pair.i % Writers, pair => pair.write).Select(share => share.ToArray());

        using var written = new CancellationTokenSource();
        var readers = new[] { Store, OtherStore }.Select(store => WatchVersionsAsync(store, written.Token)).ToArray();
        var writers = shares.Select((share, i) => WriteAllAsync(i % 2 == 0 ? Store : OtherStore, share, random.Next())).ToArray();
        var outcomes = (await Task.WhenAll(writers).WaitAsync(StoreAsking.Patience)).SelectMany(outcome => outcome).ToArray();
        await written.CancelAsync();
        Assert.All(await Task.WhenAll(readers).WaitAsync(StoreAsking.Patience), rounds => Assert.NotEqual(0, rounds));

        foreach (var creator in outcomes.GroupBy(outcome => outcome.Write.CreatorId, StringComparer.Ordinal))
        {
            await AssertHighestWonAsync(creator.Key, [.. creator]);
        }
    }

    [Fact]
    public async Task Write_SameVersionFromManyAtOnce_IsAppliedOnce()
    {
        for (var round = 0; round < 50; round++)
        {
            var writes = Enumerable.Range(0, Writers)
                .Select(i => (i % 2 == 0 ? Store : OtherStore).WriteAsync(Blob.Put($"creator {round}", 5, $"writer {i}"))).ToArray();
            var results = await Task.WhenAll(writes).WaitAsync(StoreAsking.Patience);

            var winner = Array.IndexOf(results, WriteResult.Applied);
            Assert.Single(results, WriteResult.Applied);
            Assert.Equal(Writers - 1, results.Count(result => result == WriteResult.Unchanged));
            Assert.Equal(Blob.Put("x", 5, $"writer {winner}").Bytes.ToArray(), await Store.BytesAsync($"creator {round}"));
        }
    }

    [Fact]
    public async Task ReadAndWrite_CancelledBefore_ThrowAndDoNothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.Put("bob", 1)));

        foreach (var lane in new[] { StoreLane.Unary, StoreLane.Bulk })
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReadManyAsync(["bob"], lane, cancelled));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => Store.WriteManyAsync([Blob.Put("ada", 1), Blob.Delete("bob", 1)], lane, cancelled));
        }

        // A write behind the cancelled ones: had they been let in, they would be done by now.
        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.Put("carol", 1)));
        Assert.Null(await Store.BytesAsync("ada"));
        Assert.NotNull(await Store.BytesAsync("bob"));
    }

    [Fact]
    public async Task Write_CancelledUnderWay_LeavesWholeProfilesAndAStoreThatAnswers()
    {
        var ids = Enumerable.Range(0, 5_000).Select(i => $"creator-{i}").ToArray();
        for (var round = 1; round <= 5; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var writing = Store.WriteManyAsync(ids.Select(id => Blob.Put(id, (ulong)round)).ToArray(), cancellationToken: cancellation.Token);
            await cancellation.CancelAsync();
            var end = await Record.ExceptionAsync(() => writing);
            Assert.True(end is null or OperationCanceledException, $"A cancelled call is cancelled, or answered because it was done: {end}");

            // What was written is of this round or of an earlier one, and the store goes on.
            Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.Put("marker", (ulong)round)));
            var reads = await Store.ReadManyAsync(ids);
            Assert.DoesNotContain(reads, read => read.IsUnavailable || read.Profile?.Version > (ulong)round);
        }
    }

    // Each creator's versions are different, so the highest is one write; one in four is a deletion.
    private static ProfileWrite[] RandomWrites(Random random)
    {
        var writes = Enumerable.Range(0, Creators).SelectMany(creator =>
        {
            var versions = new HashSet<ulong>();
            while (versions.Count < VersionsEach)
            {
                versions.Add(random.Next(2) == 0 ? (ulong)random.Next(1_000) : ulong.MaxValue - 1 - (ulong)random.Next(1_000));
            }

            return versions.Select(version =>
                random.Next(4) == 0 ? Blob.Delete($"creator {creator}", version) : Blob.Put($"creator {creator}", version, $"of {version}"));
        }).ToArray();
        random.Shuffle(writes);
        return writes;
    }

    private static async Task<List<(ProfileWrite Write, WriteResult Result)>> WriteAllAsync(IProfileStore store, ProfileWrite[] writes, int seed)
    {
        var random = new Random(seed);
        var outcomes = new List<(ProfileWrite, WriteResult)>();
        for (var next = 0; next < writes.Length;)
        {
            var count = random.Next(3) == 0 ? Math.Min(random.Next(2, 12), writes.Length - next) : 1;
            var some = writes.AsSpan(next, count).ToArray();
            var results = await store.WriteManyAsync(some, count == 1 ? StoreLane.Unary : StoreLane.Bulk);
            outcomes.AddRange(some.Zip(results));
            next += count;
        }

        return outcomes;
    }

    // A deletion hides versions, it does not lower them: what comes after it is higher still.
    private static async Task<int> WatchVersionsAsync(IProfileStore store, CancellationToken written)
    {
        var ids = Enumerable.Range(0, Creators).Select(creator => $"creator {creator}").ToArray();
        var highest = new ulong[Creators];
        var rounds = 0;
        while (!written.IsCancellationRequested || rounds == 0)
        {
            var reads = await store.ReadManyAsync(ids, rounds % 2 == 0 ? StoreLane.Unary : StoreLane.Bulk, CancellationToken.None);
            for (var i = 0; i < Creators; i++)
            {
                if (reads[i].Profile is { } profile)
                {
                    Assert.True(profile.Version >= highest[i], $"{ids[i]} went from version {highest[i]} to {profile.Version}.");
                    highest[i] = profile.Version;
                }
            }

            rounds++;
        }

        return rounds;
    }

    private async Task AssertHighestWonAsync(string creatorId, (ProfileWrite Write, WriteResult Result)[] outcomes)
    {
        Assert.DoesNotContain(outcomes, outcome => outcome.Result is WriteResult.Unavailable or WriteResult.Unchanged);
        var (highest, result) = outcomes.MaxBy(outcome => VersionOf(outcome.Write));
        var version = VersionOf(highest);
        var isDeletion = ProfileHeader.Read(highest.Bytes.Span)!.Value.IsTombstone;
        Assert.Contains(result, isDeletion ? [WriteResult.Deleted, WriteResult.NotFound] : new[] { WriteResult.Applied });
        Assert.Equal(isDeletion ? null : highest.Bytes.ToArray(), await OtherStore.BytesAsync(creatorId));

        // A deletion's version shows in what it keeps out.
        Assert.Equal(
            isDeletion ? WriteResult.Superseded : WriteResult.Unchanged, await Store.WriteAsync(Blob.Put(creatorId, version, "late")));
        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.Put(creatorId, version + 1)));
    }

    private static ulong VersionOf(ProfileWrite write) => ProfileHeader.ReadDeciding(write.Bytes.Span)!.Value.Version;
}
