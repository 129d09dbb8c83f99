using System.Net;
using System.Net.Sockets;
using InfluenceGrpc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>What the server's executable does besides serving.</summary>
public sealed class ModesTests
{
    [Fact]
    public async Task CheckConfig_AllRight_TellsWhatDiffersAndOpensNothing()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var folder = Directory.CreateTempSubdirectory("influence-check-");
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["INFLUENCE_Redis__Password"] = "hush-hush",
            ["INFLUENCE_Limits__MaxItems"] = "77",
            ["INFLUENCE_Limits__MaxRanked"] = "10000",
        };

        // The port is taken: were it opened, this would fail.
        var (exitCode, output) = await ServerProcess.RunAsync(
            environment, "--check-config", "--listen", taken.LocalEndpoint.ToString()!, "--store", $"sqlite:{folder.FullName}/profiles.db",
            "--Limits:MaxItems", "78", "--Limits:StreamInactivity", "0:05:00");

        Assert.Equal(0, exitCode);
        Assert.Empty(folder.EnumerateFileSystemInfos());
        folder.Delete();
        Assert.Contains($"on {taken.LocalEndpoint} with 16 tier schemes", output, StringComparison.Ordinal);
        Assert.Contains("  Limits:MaxItems = 78   from the command line", output, StringComparison.Ordinal);
        Assert.Contains("  Redis:Password = (set)   from the environment, INFLUENCE_Redis__Password", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Limits:MaxRanked", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Limits:StreamInactivity", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckConfig_EverythingWrong_TellsAllOfIt()
    {
        var (exitCode, output) = await ServerProcess.RunAsync(
            "--check-config", "--Limits:MaxItems", "0", "--default-scheme", "nobodys", "--Telemetry:OtlpEndpoint", "http://me:hush-hush@127.0.0.1", "--listn", "x");

        Assert.Equal(2, exitCode);
        Assert.All(
            ["Limits:MaxItems is \"0\"", "Tiers:DefaultScheme: \"nobodys\"", "Telemetry:OtlpEndpoint is", "--listn is not a switch"],
            text => Assert.Contains(text, output, StringComparison.Ordinal));
        Assert.DoesNotContain("hush-hush", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_RunningServer_IsWhatItSays()
    {
        await using var server = await RunningServer.StartAsync("--store", "none");
        var address = server.Address.Authority;

        Assert.Equal((0, $"The server at {address} is SERVING."), await AskUntilAnsweredAsync("--health", address));
        Assert.Equal((0, $"The server at {address} is SERVING."), await AskUntilAnsweredAsync("--health", "--listen", address));
        Assert.Equal((0, $"influence.v1.TierService at {address} is SERVING."), await AskUntilAnsweredAsync($"--health={server.Address}", "--health-service", "influence.v1.TierService"));
        Assert.Equal((1, $"influence.v1.ProfileService at {address} is NOT_SERVING."), await AskUntilAnsweredAsync("--health", address, "--health-service=influence.v1.ProfileService"));
        var (exitCode, line) = await AskUntilAnsweredAsync("--health", address, "--health-service", "no.such.Service");
        Assert.Equal(1, exitCode);
        Assert.Contains("NotFound", line, StringComparison.Ordinal);

        server.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Equal((1, $"The server at {address} is NOT_SERVING."), await AskUntilAnsweredAsync("--health", address));
    }

    [Fact]
    public async Task Health_NobodyThere_SaysSoInTime()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = silent.LocalEndpoint.ToString()!;

        Assert.Equal((1, $"The server at {address} did not answer within 1.5 s."), await AskAsync("--health", address));
        silent.Stop();
        var (exitCode, line) = await AskAsync("--health", address);
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"The server at {address} cannot be asked: Unavailable", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is HOST:PORT", "--health", "http://")]
    [InlineData("needs the name of a service", "--health", "127.0.0.1:5090", "--health-service")]
    [InlineData("leaves the port open", "--health", "--listen", "127.0.0.1:0")]
    [InlineData("--listn is not a switch", "--health", "--listn", "x")]
    public async Task Health_AskedWrongly_SaysWhatIsWrong(string expected, params string[] switches)
    {
        var (exitCode, line) = await AskAsync(switches);

        Assert.Equal(1, exitCode);
        Assert.Contains(expected, line, StringComparison.Ordinal);
    }

    // A busy machine may need more than the time there is just to start: that is no answer, and asked for again.
    private static async Task<(int ExitCode, string Line)> AskUntilAnsweredAsync(params string[] switches)
    {
        for (var attempt = 1; ; attempt++)
        {
            var answer = await AskAsync(switches);
            if (!answer.Line.EndsWith("did not answer within 1.5 s.", StringComparison.Ordinal) || attempt == 5)
            {
                return answer;
            }
        }
    }

    // Exactly one line.
    private static async Task<(int ExitCode, string Line)> AskAsync(params string[] switches)
    {
        var (exitCode, output) = await ServerProcess.RunAsync(switches);
        return (exitCode, Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)).TrimEnd('\r'));
    }
}
