using System.Diagnostics;
using InfluenceGrpc.Cli.Output;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>What <c>--out</c> and <c>--bad-rows</c> do to what has the name already.</summary>
public class OutputFileTests(CliServer server) : IClassFixture<CliServer>
{
    private const string Header = "id,followers,";
    private const string BadHeader = "line,reason,raw\n";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("old")]
    [InlineData(null)]
    public async Task Classify_OutIsALink_WritesItsTarget(string? before)
    {
        var name = before ?? "nothing";
        var file = server.Write($"{name}.csv", "id,followers\na,1000\nb,abc\n");
        Directory.CreateDirectory(server.PathOf("elsewhere"));
        var (link, target) = Link($"{name}-link.csv", $"elsewhere/{name}-target.csv", before);
        var (badLink, badTarget) = Link($"{name}-bad-link.csv", $"elsewhere/{name}-bad-target.csv", before);

        var run = await CliRun.AsAsync(server.Address, "classify", file, "--out", link, "--bad-rows", badLink);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Equal((target, badTarget), (new FileInfo(link).LinkTarget, new FileInfo(badLink).LinkTarget));
        Assert.StartsWith(Header, await File.ReadAllTextAsync(target), StringComparison.Ordinal);
        Assert.StartsWith(BadHeader, await File.ReadAllTextAsync(badTarget), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(server.Folder, $"{name}*.partial", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Classify_OutIsAPipe_WritesThroughIt()
    {
        var file = server.Write("pipe-in.csv", "id,followers\na,1000\nb,abc\n");
        var (pipe, badPipe) = (server.PathOf("pipe"), server.PathOf("bad-pipe"));
        await ToolAsync("mkfifo", pipe, badPipe);

        // A pipe opens for writing when somebody reads; those who read a file that is none come to its end.
        var running = Task.Run(() => CliRun.AsAsync(server.Address, "classify", file, "--out", pipe, "--bad-rows", badPipe));
        var reading = Task.Run(() => File.ReadAllText(pipe));
        var readingBad = Task.Run(() => File.ReadAllText(badPipe));
        var run = await running.WaitAsync(Patience);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.True(SpecialFile.Is(pipe) && SpecialFile.Is(badPipe), "The pipes were replaced.");
        Assert.StartsWith(Header, await reading.WaitAsync(Patience), StringComparison.Ordinal);
        Assert.StartsWith(BadHeader, await readingBad.WaitAsync(Patience), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_OutIsADevice_LeavesTheDevice()
    {
        // Only root makes devices, and only root could replace the one that everybody has.
        var device = "/dev/null";
        if (Environment.IsPrivilegedProcess)
        {
            device = server.PathOf("null");
            await ToolAsync("mknod", device, "c", "1", "3");
        }

        var file = server.Write("device-in.csv", "id,followers\na,1000\n");
        Assert.True(SpecialFile.Is(device), "A device is told from a file.");

        var run = await CliRun.AsAsync(server.Address, "classify", file, "--out", device);

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.True(SpecialFile.Is(device), "The device was replaced.");
    }

    [Fact]
    public void Open_TwiceAtOnce_KeepsTheRunsApart()
    {
        var path = server.PathOf("twice.csv");
        using var first = new OutputFile(path);
        using (var second = new OutputFile(path))
        {
            second.Stream.Write("second"u8);
        }

        first.Stream.Write("first"u8);
        first.Commit();

        Assert.Equal("first", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(server.Folder, "twice*"));
    }

    [Fact]
    public void Is_RegularFileFolderOrNothing_IsNotSpecial()
    {
        Assert.False(SpecialFile.Is(server.Write("plain.csv", "x")), "A regular file.");
        Assert.False(SpecialFile.Is(server.Folder), "A folder.");
        Assert.False(SpecialFile.Is(server.PathOf("no-such")), "Nothing.");
    }

    private (string Link, string Target) Link(string link, string target, string? before)
    {
        if (before is not null)
        {
            server.Write(target, before);
        }

        File.CreateSymbolicLink(server.PathOf(link), server.PathOf(target));
        return (server.PathOf(link), server.PathOf(target));
    }

    private static async Task ToolAsync(string name, params string[] args)
    {
        using var tool = Process.Start(name, args);
        using var patience = new CancellationTokenSource(Patience);
        await tool.WaitForExitAsync(patience.Token);
        Assert.Equal(0, tool.ExitCode);
    }
}
