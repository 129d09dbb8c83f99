using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>How long a store keeps what it was given.</summary>
public abstract partial class ProfileStoreBehaviour
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    [Fact]
    public async Task Read_LifetimeOver_FindsNothingAndAnyVersionIsWelcome()
    {
        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.Put("ada", 9, lifetime: Long)));
        Assert.Equal(9UL, (await Store.ReadAsync("ada")).Profile!.Version);
        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.Put("ada", 10, lifetime: Short)));

        await PassAsync("ada");

        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.Put("ada", 3)));
        Assert.Equal(3UL, (await OtherStore.ReadAsync("ada")).Profile!.Version);
    }

    [Fact]
    public async Task Read_LifetimeOfOneTick_IsNoFault()
    {
        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.Put("ada", 1, lifetime: TimeSpan.FromTicks(1))));

        await PassAsync("ada");
    }

    [Fact]
    public async Task Write_TombstonesLifetimeOver_AnyVersionIsWelcome()
    {
        Assert.Equal(WriteResult.NotFound, await Store.WriteAsync(Blob.Delete("ada", 9, lifetime: Long)));
        Assert.Equal(WriteResult.Superseded, await Store.WriteAsync(Blob.Put("ada", 1)));
        Assert.Equal(WriteResult.NotFound, await Store.WriteAsync(Blob.Delete("ada", 9, lifetime: Short)));

        LetPass(Short);

        await StoreAsking.UntilAsync(
            async () => await Store.WriteAsync(Blob.Put("ada", 1)) == WriteResult.Applied, "the deletion is forgotten");
        Assert.Equal(1UL, (await Store.ReadAsync("ada")).Profile!.Version);
    }

    [Fact]
    public async Task Delete_LifetimeOver_FindsNothingToDelete()
    {
        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.Put("ada", 9, lifetime: Short)));

        await PassAsync("ada");

        Assert.Equal(WriteResult.NotFound, await Store.WriteAsync(Blob.DeleteAny("ada")));
        Assert.Equal(WriteResult.Applied, await Store.WriteAsync(Blob.Put("ada", 1)));
    }

    [Fact]
    public async Task Write_Applied_BringsItsOwnLifetime()
    {
        await Store.WriteManyAsync([
            Blob.Put("kept", 1, lifetime: Short), Blob.Put("kept", 2, lifetime: null),
            Blob.Put("longer", 1, lifetime: Short), Blob.Put("longer", 2, lifetime: Long),
            Blob.Put("marker", 1, lifetime: Short),
        ]);

        await PassAsync("marker");

        Assert.Equal(2UL, (await Store.ReadAsync("kept")).Profile!.Version);
        Assert.Equal(2UL, (await Store.ReadAsync("longer")).Profile!.Version);
    }

    [Fact]
    public async Task Write_Unchanged_ProlongsTheLifetimeAndNeverShortensIt()
    {
        var results = await Store.WriteManyAsync([
            Blob.Put("longer", 2, lifetime: Short), Blob.Put("longer", 2, lifetime: Long),
            Blob.Put("for ever", 2, lifetime: Short), Blob.Put("for ever", 2),
            Blob.Put("shorter", 2, lifetime: Long), Blob.Put("shorter", 2, lifetime: Short),
            Blob.Put("kept", 2), Blob.Put("kept", 2, lifetime: Short),
            Blob.Put("marker", 1, lifetime: Short),
        ]);

        Assert.Equal(
            [
                WriteResult.Applied, WriteResult.Unchanged, WriteResult.Applied, WriteResult.Unchanged,
                WriteResult.Applied, WriteResult.Unchanged, WriteResult.Applied, WriteResult.Unchanged, WriteResult.Applied,
            ],
            results);
        await PassAsync("marker");
        Assert.All(await Store.ReadManyAsync(["longer", "for ever", "shorter", "kept"]), read => Assert.Equal(2UL, read.Profile!.Version));
    }

    [Fact]
    public async Task Write_Superseded_LeavesTheLifetimeAlone()
    {
        var results = await Store.WriteManyAsync([
            Blob.Put("short", 2, lifetime: Short), Blob.Put("short", 1, lifetime: Long), Blob.Put("short", 1), Blob.Delete("short", 1),
            Blob.Put("kept", 2), Blob.Put("kept", 1, lifetime: Short), Blob.Delete("kept", 1, Short),
            Blob.Put("marker", 1, lifetime: Short),
        ]);

        Assert.Equal(
            [
                WriteResult.Applied, WriteResult.Superseded, WriteResult.Superseded, WriteResult.Superseded,
                WriteResult.Applied, WriteResult.Superseded, WriteResult.Superseded, WriteResult.Applied,
            ],
            results);
        await PassAsync("short", "marker");
        Assert.Equal(2UL, (await Store.ReadAsync("kept")).Profile!.Version);
    }

    private async Task PassAsync(params string[] gone)
    {
        LetPass(Short);
        await StoreAsking.UntilAsync(
            async () => (await OtherStore.ReadManyAsync(gone)).All(read => read is { Profile: null, IsUnavailable: false }),
            "what has had its time is not found");
    }
}
