namespace InfluenceGrpc.Interop.Tests;

/// <summary>The official cases, each run by the official client in a process of its own.</summary>
[Trait("Needs", "tools")]
public sealed class RubyInteropTests(InteropHost host) : IClassFixture<InteropHost>
{
    [Theory]
    [InlineData("empty_unary")]
    [InlineData("large_unary")]
    [InlineData("client_streaming")]
    [InlineData("server_streaming")]
    [InlineData("ping_pong")]
    [InlineData("empty_stream")]
    [InlineData("cancel_after_begin")]
    [InlineData("cancel_after_first_response")]
    [InlineData("timeout_on_sleeping_server")]
    [InlineData("custom_metadata")]
    [InlineData("status_code_and_message")]
    [InlineData("unimplemented_method")]
    [InlineData("unimplemented_service")]
    [InlineData("client_compressed_unary")]
    public async Task RunAsync_TestCase_Passes(string testCase)
    {
        RubyInteropClient client = await RubyInteropClient.LocateAsync();

        ProcessRun run = await client.RunAsync(testCase, host.Port);

        Assert.True(run.ExitCode == 0, $"exit code {run.ExitCode}\n{run.Output}\n{run.Error}");
        Assert.Contains($"OK: {testCase}", run.Output, StringComparison.Ordinal);
    }

    // The client can fail: the same run against a port where nobody listens.
    [Fact]
    public async Task RunAsync_NoServer_Fails()
    {
        RubyInteropClient client = await RubyInteropClient.LocateAsync();

        ProcessRun run = await client.RunAsync("empty_unary", port: 1);

        Assert.NotEqual(0, run.ExitCode);
        Assert.DoesNotContain("OK:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LocateAsync_NoRuby_SaysWhatToInstall()
    {
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => RubyInteropClient.LocateAsync("/nowhere/ruby"));

        Assert.Contains("apt-get install ruby-grpc", exception.Message, StringComparison.Ordinal);
    }
}
