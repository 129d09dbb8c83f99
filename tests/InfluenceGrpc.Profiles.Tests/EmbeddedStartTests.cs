using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>Which files the embedded store opens, and what it says of the others.</summary>
public sealed class EmbeddedStartTests : IDisposable
{
    private readonly EmbeddedFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task Start_NoFile_MakesItAndItsFolderAndMayAnswerFromMemory()
    {
        Assert.False(file.Availability.IsUp);

        await using var store = await file.OpenAsync();

        Assert.True(File.Exists(file.Path));
        Assert.True(file.Availability.IsUp);
        Assert.True(file.Lease.IsHeld);
        Assert.False(store.HasReplicas);
    }

    [Fact]
    public async Task Start_Again_FindsWhatWasWritten()
    {
        await using (var store = await file.OpenAsync())
        {
            await store.WriteManyAsync([
                Blob.Put("ada", 5, "body"), Blob.Delete("bob", 7), Blob.Put("carol", 9, lifetime: TimeSpan.FromMinutes(1)),
            ]);
        }

        Assert.False(File.Exists(file.Path + "-wal"));
        file.Time.Advance(TimeSpan.FromMinutes(2));
        await using var again = await file.OpenAsync();

        Assert.Equal(Blob.Put("ada", 5, "body").Bytes.ToArray(), await again.BytesAsync("ada"));
        Assert.Equal(WriteResult.Superseded, await again.WriteAsync(Blob.Put("bob", 7)));
        Assert.Null(await again.BytesAsync("carol"));
    }

    [Fact]
    public async Task Start_FileInUse_IsRefusedUntilTheOtherCloses()
    {
        await using (var first = await file.OpenAsync())
        {
            await AssertRefusedAsync("in use by another server");
            Assert.Equal(WriteResult.Applied, await first.WriteAsync(Blob.Put("ada", 1)));
        }

        await using var second = await file.OpenAsync();
        Assert.NotNull(await second.BytesAsync("ada"));
    }

    [Fact]
    public async Task Start_LinkToAFileInUse_IsRefused()
    {
        await using var first = await file.OpenAsync();
        var link = Path.Combine(Path.GetDirectoryName(file.Path)!, "link.db");
        File.CreateSymbolicLink(link, file.Path);
        await using var second = file.Store(path: link);

        var exception = await Assert.ThrowsAsync<StoreStartException>(() => second.StartAsync(CancellationToken.None));

        Assert.Contains("in use", exception.Message);
    }

    [Fact]
    public async Task Start_EmptyFile_IsTaken()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        await File.WriteAllBytesAsync(file.Path, []);

        await using var store = await file.OpenAsync();

        Assert.Equal(WriteResult.Applied, await store.WriteAsync(Blob.Put("ada", 1)));
    }

    [Fact]
    public async Task Start_NoDatabase_IsRefusedAndLeftAlone()
    {
        var text = string.Concat(Enumerable.Repeat("name,followers\n", 100));
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        await File.WriteAllTextAsync(file.Path, text);

        await AssertRefusedAsync("is not a profile store");

        Assert.Equal(text, await File.ReadAllTextAsync(file.Path));
        AssertAlone();
    }

    [Theory]
    [InlineData("CREATE TABLE theirs (x)", "is not a profile store")]
    [InlineData("PRAGMA application_id = 77", "is not a profile store")]
    [InlineData("PRAGMA user_version = 1", "is not a profile store")]
    public async Task Start_SomebodyElsesDatabase_IsRefused(string sql, string reason)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        file.Run(sql);

        await AssertRefusedAsync(reason);

        Assert.Equal("delete", file.Ask("PRAGMA journal_mode"));
        AssertAlone();
    }

    [Theory]
    [InlineData(50)]
    [InlineData(5_000)]
    [InlineData(40_000)]
    public async Task Start_OwnFileTruncated_IsToldAsDamaged(int length)
    {
        await WriteSomeAsync();
        using (var handle = File.OpenWrite(file.Path))
        {
            Assert.True(handle.Length > length);
            handle.SetLength(length);
        }

        await AssertRefusedAsync($"The profile store {file.Path} is damaged");

        Assert.Equal(length, new FileInfo(file.Path).Length);
    }

    [Theory]
    [InlineData(0, 4096)]
    [InlineData(16, 2)]
    [InlineData(100, 200)]
    public async Task Start_OwnFilesFirstPageOverwritten_IsToldAsDamaged(int offset, int count)
    {
        await WriteSomeAsync();
        var bytes = await File.ReadAllBytesAsync(file.Path);
        bytes.AsSpan(offset, count).Fill(0xEE);
        await File.WriteAllBytesAsync(file.Path, bytes);

        await AssertRefusedAsync($"The profile store {file.Path} is damaged");

        Assert.Equal(bytes, await File.ReadAllBytesAsync(file.Path));
    }

    [Fact]
    public async Task Start_EmptyDatabaseWithoutItsTable_IsTaken()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        file.Run("PRAGMA journal_mode = WAL");

        await using var store = await file.OpenAsync();

        Assert.Equal(WriteResult.Applied, await store.WriteAsync(Blob.Put("ada", 1)));
    }

    [Fact]
    public async Task Start_LayoutOfANewerServer_IsRefused()
    {
        await (await file.OpenAsync()).DisposeAsync();
        file.Run("PRAGMA user_version = 2");

        await AssertRefusedAsync("newer server");
    }

    [Fact]
    public async Task Start_PathIsAFolder_IsRefused()
    {
        Directory.CreateDirectory(file.Path);

        await AssertRefusedAsync("is a folder");
    }

    [Fact]
    public async Task Start_FolderCannotBeMade_IsRefused()
    {
        await File.WriteAllTextAsync(Path.GetDirectoryName(file.Path)!, "a file where the folder should be");

        await AssertRefusedAsync("cannot be opened");
    }

    [Fact]
    public async Task Start_RefusedOnce_HoldsNothing()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        file.Run("PRAGMA application_id = 77");
        await AssertRefusedAsync("is not a profile store");
        File.Delete(file.Path);

        await using var store = await file.OpenAsync();

        Assert.True(file.Availability.IsUp);
    }

    private async Task WriteSomeAsync()
    {
        await using var store = await file.OpenAsync();
        await store.WriteManyAsync(Enumerable.Range(0, 1_000).Select(i => Blob.Put($"creator {i}", 1, new string('x', 100))).ToArray());
    }

    private void AssertAlone() => Assert.Equal([file.Path], Directory.GetFileSystemEntries(Path.GetDirectoryName(file.Path)!));

    private async Task AssertRefusedAsync(string reason)
    {
        var before = file.Availability.IsUp;
        await using var store = file.Store();
        var exception = await Assert.ThrowsAsync<StoreStartException>(() => store.StartAsync(CancellationToken.None));
        Assert.Contains(file.Path, exception.Message);
        Assert.Contains("--store", exception.Message);
        Assert.Contains(reason, exception.Message);
        Assert.Equal(before, file.Availability.IsUp);
    }
}
