using System.Security.Cryptography;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>
/// What every store must do. One class a store inherits all of it and says how that store is opened; what only one
/// store promises is in tests of its own.
/// </summary>
public abstract partial class ProfileStoreBehaviour : IAsyncLifetime
{
    /// <summary>The store, started, answering and empty.</summary>
    private protected IProfileStore Store { get; private set; } = null!;

    /// <summary>Another server's handle to the same data; the same handle again where a store allows one server only.</summary>
    private protected IProfileStore OtherStore { get; private set; } = null!;

    /// <summary>Opens the store, empty, and waits until it answers.</summary>
    private protected abstract Task<IProfileStore> OpenAsync();

    /// <summary>Opens another handle to the same data; null where the store allows one server only.</summary>
    private protected virtual Task<IProfileStore?> OpenAnotherAsync() => Task.FromResult<IProfileStore?>(null);

    /// <summary>Removes what the store left behind.</summary>
    private protected virtual Task CleanUpAsync() => Task.CompletedTask;

    /// <summary>Moves the store's clock where a test can; elsewhere time passes by itself, and tests await its effect.</summary>
    private protected virtual void LetPass(TimeSpan time)
    {
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Store = await OpenAsync().WaitAsync(StoreAsking.Patience);
        OtherStore = await OpenAnotherAsync().WaitAsync(StoreAsking.Patience) ?? Store;
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (Store is not null)
        {
            await OtherStore.DisposeAsync().AsTask().WaitAsync(StoreAsking.Patience);
            if (!ReferenceEquals(Store, OtherStore))
            {
                await Store.DisposeAsync().AsTask().WaitAsync(StoreAsking.Patience);
            }
        }

        await CleanUpAsync().WaitAsync(StoreAsking.Patience);
    }

    [Fact]
    public async Task Read_NeverWritten_FindsNothing()
    {
        var read = await Store.ReadAsync("nobody");

        Assert.Null(read.Profile);
        Assert.False(read.IsUnavailable);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_Written_GivesTheSameBytesToEveryServer(bool bulk)
    {
        var lane = bulk ? StoreLane.Bulk : StoreLane.Unary;
        var write = Blob.Put("ada", 7, "every byte");

        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(write, lane));

        foreach (var store in new[] { Store, OtherStore })
        {
            var read = await store.ReadAsync("ada", lane);
            Assert.Equal(write.Bytes.ToArray(), read.Profile!.Bytes.ToArray());
            Assert.Equal(7UL, read.Profile.Version);
        }
    }

    [Fact]
    public async Task ReadAndWrite_OfNothing_AreAnswered()
    {
        Assert.Empty(await Store.ReadManyAsync([]));
        Assert.Empty(await Store.WriteManyAsync([]));
    }

    [Theory]
    [InlineData(ProfileHeader.Length)]
    [InlineData(ProfileHeader.Length + 1)]
    [InlineData(64 * 1024)]
    [InlineData(512 * 1024)]
    public async Task Read_BytesOfAnyLength_AreTheSame(int length)
    {
        var write = new ProfileWrite { CreatorId = "ada", Bytes = Blob.Profile(1, RandomNumberGenerator.GetBytes(length - ProfileHeader.Length)) };

        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(write));

        Assert.Equal(write.Bytes.ToArray(), await Store.BytesAsync("ada"));
    }

    [Theory]
    [InlineData(0UL, 1UL)]
    [InlineData(255UL, 256UL)]
    [InlineData((1UL << 53) + 1, (1UL << 53) + 2)]
    [InlineData((1UL << 63) - 1, 1UL << 63)]
    [InlineData(1UL << 63, (1UL << 63) + 1)]
    [InlineData(ulong.MaxValue - 1, ulong.MaxValue)]
    public async Task Write_VersionsOfAnySize_AreComparedAsUnsignedNumbers(ulong lower, ulong higher)
    {
        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.Put("ada", lower)));
        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.Put("ada", higher)));
        Assert.Equal(WriteResult.Unchanged, await Store.WriteAsync(Blob.Put("ada", higher, "other")));
        Assert.Equal(WriteResult.Superseded, await Store.WriteAsync(Blob.Put("ada", lower)));
        Assert.Equal(WriteResult.Superseded, await Store.WriteAsync(Blob.Delete("ada", lower)));
        Assert.Equal(higher, (await Store.ReadAsync("ada")).Profile!.Version);

        Assert.Equal(WriteResult.Deleted, await Store.WriteAsync(Blob.Delete("ada", higher)));
        Assert.Equal(WriteResult.Superseded, await Store.WriteAsync(Blob.Put("ada", higher)));
        Assert.Null(await Store.BytesAsync("ada"));
    }

    [Fact]
    public async Task Read_OddIds_AreToldApart()
    {
        string[] ids =
        [
            "a", "A", "aa", "a/", "a//b", "a b", "a b ", " a", "a  b", "{a}", "{a", "a}", "{}", "{}a", "{a}{b}", "a:b", "a:b:c", ":", "::",
            "'", "\"", "';--", "a'b\"c", "%", "_", "*", "a*", "?", "[a]", "\\", "$1", "@a", "null", "0", "00", "1e3", "-1", "é", "e\u0301",
            "É", "ß", "ss", "İ", "i", "🦊", "🦊🦊", "日本", "\u00a0", "\u200b", new('x', 127), new('x', 128),
            string.Concat(Enumerable.Repeat("🦊", 32)), "x{" + new string('y', 125) + "}",
        ];
        Assert.All(ids, id => Assert.True(Core.Creators.CreatorId.IsValid(id), id));
        var writes = ids.Select((id, i) => Blob.Put(id, (ulong)i, $"body of {i}")).ToArray();

        Assert.All(await Store.WriteManyAsync(writes), result => Assert.Equal(WriteResult.Applied, result));

        var together = await OtherStore.ReadManyAsync(ids);
        for (var i = 0; i < ids.Length; i++)
        {
            Assert.Equal(writes[i].Bytes.ToArray(), together[i].Profile?.Bytes.ToArray());
            Assert.Equal(writes[i].Bytes.ToArray(), await Store.BytesAsync(ids[i]));
        }
    }

    [Fact]
    public async Task ReadAndWrite_TenThousand_AreAnsweredInOrder()
    {
        const int Count = 10_000;
        var writes = Enumerable.Range(0, Count).Select(i => Blob.Put($"creator-{i}", (ulong)i + 1, $"body of {i}")).ToArray();
        Assert.All(await Store.WriteManyAsync(writes), result => Assert.Equal(WriteResult.Applied, result));

        // Every third is not there, many are asked for more than once, in no order.
        var random = new Random(11);
        var asked = Enumerable.Range(0, Count).Select(_ => random.Next(Count * 3 / 2)).ToArray();
        var reads = await OtherStore.ReadManyAsync(asked.Select(i => $"creator-{i}").ToArray());

        for (var i = 0; i < Count; i++)
        {
            Assert.False(reads[i].IsUnavailable);
            Assert.Equal(asked[i] < Count ? writes[asked[i]].Bytes.ToArray() : null, reads[i].Profile?.Bytes.ToArray());
        }
    }

    [Fact]
    public async Task Write_OneCreatorManyTimesInACall_IsDecidedInOrder()
    {
        const int Count = 2_000;
        var rising = Enumerable.Range(1, Count).Select(i => Blob.Put("ada", (ulong)i));
        var falling = Enumerable.Range(1, Count).Select(i => Blob.Put("bob", (ulong)(Count - i)));

        var results = await Store.WriteManyAsync([.. rising.Zip(falling).SelectMany(pair => new[] { pair.First, pair.Second })]);

        for (var i = 0; i < Count; i++)
        {
            Assert.Equal(WriteResult.Applied, results[2 * i]);
            Assert.Equal(i == 0 ? WriteResult.Applied : WriteResult.Superseded, results[(2 * i) + 1]);
        }

        Assert.Equal((ulong)Count, (await Store.ReadAsync("ada")).Profile!.Version);
        Assert.Equal((ulong)Count - 1, (await Store.ReadAsync("bob")).Profile!.Version);
    }

    [Fact]
    public async Task Read_UnknownFormat_FindsNothingAndItsVersionStillDecides()
    {
        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.PutOfUnknownFormat("ada", 10)));

        var read = await Store.ReadAsync("ada");
        Assert.Null(read.Profile);
        Assert.False(read.IsUnavailable);
        Assert.Equal(WriteResult.Superseded, await Store.WriteAsync(Blob.Put("ada", 9)));
        Assert.Equal(WriteResult.Unchanged, await Store.WriteAsync(Blob.Put("ada", 10)));
        Assert.Equal(WriteResult.Superseded, await Store.WriteAsync(Blob.Delete("ada", 9)));
        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.Put("ada", 11)));
        Assert.Equal(11UL, (await Store.ReadAsync("ada")).Profile!.Version);
    }

    [Fact]
    public async Task Delete_UnknownFormat_RemembersItsVersion()
    {
        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.PutOfUnknownFormat("ada", 10)));

        Assert.Equal(WriteResult.Deleted, await Store.WriteAsync(Blob.DeleteAny("ada")));

        Assert.Equal(WriteResult.Superseded, await Store.WriteAsync(Blob.Put("ada", 10)));
        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.Put("ada", 11)));
    }
}
