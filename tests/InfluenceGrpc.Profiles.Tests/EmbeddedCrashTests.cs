using System.Diagnostics;
using InfluenceGrpc.Server.Profiles;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>
/// What is left when the process is killed in the midst of writing. What a loss of power leaves no test here can show:
/// SQLite's word for synchronous = FULL has to do.
/// </summary>
public sealed class EmbeddedCrashTests : IDisposable
{
    private readonly EmbeddedFile file = new();

    public void Dispose() => file.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(400)]
    public async Task Start_AfterAKill_FindsEveryWriteThatWasAnswered(int answers)
    {
        using var child = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(EmbeddedCrashTests).Assembly.Location, file.Path },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var answered = new List<string>();
        try
        {
            for (var i = 0; i < answers; i++)
            {
                Note(await child.StandardOutput.ReadLineAsync().WaitAsync(StoreAsking.Patience), answered);
            }

            await using var second = file.Store();
            var refused = await Assert.ThrowsAsync<StoreStartException>(() => second.StartAsync(CancellationToken.None));
            Assert.Contains(file.Path, refused.Message);
            Assert.Contains("in use", refused.Message);
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync().WaitAsync(StoreAsking.Patience);
        }

        while (await child.StandardOutput.ReadLineAsync().WaitAsync(StoreAsking.Patience) is { } line)
        {
            Note(line, answered);
        }

        await using var store = await file.OpenAsync();
        Assert.True(answered.Count >= answers);
        Assert.Equal("ok", file.Ask("PRAGMA integrity_check"));
        var reads = await store.ReadManyAsync(answered);
        Assert.DoesNotContain(reads, read => read.Profile is null);
        Assert.Equal(WriteResult.Applied, await store.WriteAsync(Blob.Put("after", 1)));
        file.Log.AssertNoErrors();
    }

    private static void Note(string? line, List<string> answered)
    {
        Assert.NotNull(line);
        if (line.EndsWith('.'))
        {
            answered.AddRange(line[..^1].Split(' '));
        }
    }
}
