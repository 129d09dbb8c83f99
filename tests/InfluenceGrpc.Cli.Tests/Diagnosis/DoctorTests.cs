using System.Text.Json.Nodes;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Cli.Tests.Diagnosis;

/// <summary><c>influence doctor</c> at real servers that are well, and at all that can be wrong with them.</summary>
public sealed class DoctorTests(CliSecureServers servers) : IClassFixture<CliSecureServers>
{
    private const string WrongKey = "inf_nobodys-key-of-these-tests";

    private SecureServer Open => servers.Open;

    [Fact]
    public async Task Doctor_PlainServer_IsWell()
    {
        var run = await CliRun.AsAsync(servers.Plain.Address, "doctor");

        Assert.Equal((ExitCodes.Success, ""), (run.ExitCode, run.Error));
        AssertLine(run, "ok", "port", "something listens at 127.0.0.1:");
        AssertLine(run, "-", "tls", "not asked for");
        AssertLine(run, "ok", "grpc", "the server is SERVING");
        AssertLine(run, "ok", "profiles", "SERVING");
        AssertLine(run, "ok", "caller", "no key was given");
        AssertLine(run, "ok", "scopes", "may classify, score, plan, profiles.read, profiles.write (each tried with an empty request, which does nothing)");
        AssertLine(run, "ok", "version", "the server is 0.");
        AssertLine(run, "ok", "limits", "10,000 items a batch");
        AssertLine(run, "ok", "store", "embedded");
        AssertLine(run, "ok", "clock", "no difference to be seen");
        AssertLine(run, "ok", "latency", "20 small calls, one after the other: median ");
        Assert.EndsWith("\nAll is well.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_AuthorityUnknown_ShowsTheCertificateAndWhyItIsNotTrusted()
    {
        var run = await RunAsync(Open.Address.ToString());

        AssertFailed(
            run, ExitCodes.Unreachable, "tls",
            "no authority that is trusted here vouches for it", "CN=server of the tests, vouched for by CN=authority of the tests, valid from ", " (0 days left)",
            "give the file of the authority that vouches for it with --ca");
        AssertLine(run, "-", "grpc", "not looked at, because tls failed");
    }

    [Fact]
    public async Task Doctor_KeyWithOneScope_SaysWhatIsMissingAndHowItWasFoundOut()
    {
        string[] options = ["--ca", Open.Authority.CertificateFile, "--api-key-file", servers.Write("key", Open.Key)];

        var run = await RunAsync(Open.Address.ToString(), options);
        var strict = await RunAsync(Open.Address.ToString(), [.. options, "--strict"]);

        Assert.Equal((ExitCodes.Success, ExitCodes.RowsFailed), (run.ExitCode, strict.ExitCode));
        AssertLine(run, "note", "tls", "CN=server of the tests", " -> have the certificate renewed");
        AssertLine(run, "ok", "caller", "the server knows the API key");
        AssertLine(run, "note", "scopes", "acme may classify; may not: score, plan, profiles.read, profiles.write (each tried", " -> where one of these is needed");
        Assert.EndsWith("\nAll is well. 2 notes.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_WrongKey_IsNotKnown()
    {
        var run = await RunAsync(Open.Address.ToString(), "--ca", Open.Authority.CertificateFile, "--api-key-file", servers.Write("wrong", WrongKey));

        AssertFailed(run, ExitCodes.Refused, "caller", "CALLER_UNKNOWN", "Ask whoever runs it for a new one");
        AssertLine(run, "ok", "grpc", "SERVING");
        AssertLine(run, "-", "scopes", "not told");
        AssertLine(run, "ok", "latency", "median");
        Assert.DoesNotContain(WrongKey, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_CertificateOfACaller_MayDoAll()
    {
        var strict = servers.Strict;
        string[] options = ["--ca", strict.Authority.CertificateFile];

        var without = await RunAsync(strict.Address.ToString(), options);
        var with = await RunAsync(strict.Address.ToString(), [.. options, "--cert", strict.Billing.CertificateFile, "--cert-key", strict.Billing.KeyFile]);

        AssertFailed(without, ExitCodes.Unreachable, "grpc", "give one with --cert and --cert-key");
        Assert.Equal(ExitCodes.Success, with.ExitCode);
        AssertLine(with, "ok", "scopes", "may classify, score, plan, profiles.read, profiles.write");
    }

    [Fact]
    public async Task Doctor_NothingListens_SaysHowToStartAServer()
    {
        var run = await RunAsync("http://127.0.0.1:1");

        AssertFailed(run, ExitCodes.Unreachable, "port", "127.0.0.1:1 refuses connections", "start the server there");
    }

    [Fact]
    public async Task Doctor_NameUnknown_SaysSo() =>
        AssertFailed(await RunAsync("http://no-such-name.invalid:5090"), ExitCodes.Unreachable, "port", "the name 'no-such-name.invalid' is not known here");

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    public async Task Doctor_SomethingElseListens_SaysToCheckThePort(string greeting)
    {
        await using var other = new OtherProgram(greeting);

        AssertFailed(await RunAsync($"http://{other.Authority}"), ExitCodes.Unreachable, "grpc", "check ", "port");
        AssertFailed(await RunAsync($"https://{other.Authority}"), ExitCodes.Unreachable, "tls", "does not speak TLS");
    }

    [Fact]
    public async Task Doctor_TlsOnOneSideOnly_SaysWhichAddressToWrite()
    {
        AssertFailed(await RunAsync($"http://{Open.Address.Authority}"), ExitCodes.Unreachable, "grpc", " -> it speaks TLS: write https:// in place of http://");
        AssertFailed(await RunAsync($"https://{servers.Plain.Address.Authority}"), ExitCodes.Unreachable, "tls", "write http:// in place of https://");
    }

    [Fact]
    public async Task Doctor_ServerWithoutStore_NotesIt()
    {
        await using var server = await RunningServer.StartAsync("--store", "none");

        var run = await RunAsync(server.Address.ToString());

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        AssertLine(run, "note", "profiles", "the server keeps no profiles -> ", "--store");
        AssertLine(run, "ok", "store", "none");
        AssertLine(run, "ok", "scopes", "profiles.write");
    }

    // What is at fault is who asks, whatever the server keeps.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Doctor_CallerUnknownToAServerWithoutStore_IsAFaultOfTheCallerAlone(bool hasKey)
    {
        await using var server = await SecureServer.StartAsync(requiresCertificates: false, "--store", "none");
        string[] key = hasKey ? ["--api-key-file", servers.Write("stranger", WrongKey)] : [];

        var run = await RunAsync(server.Address.ToString(), ["--ca", server.Authority.CertificateFile, .. key]);

        AssertFailed(run, ExitCodes.Refused, "caller", hasKey ? "CALLER_UNKNOWN" : "give an API key with --api-key-file");
        AssertLine(run, "-", "profiles", "whether the server keeps profiles at all is told only to who it knows");
        Assert.DoesNotContain("log", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_PortForJson_SaysWhichPortItMayBe()
    {
        await using var server = await RunningServer.StartAsync("--Web:Listen", "127.0.0.1:0");

        AssertFailed(await RunAsync(server.WebAddress!.ToString()), ExitCodes.Unreachable, "grpc", "-> ", "the server's JSON port (Web:Listen, usually 5091)", "gRPC is usually at 5090");
    }

    // A gRPC server of another make: without health.
    [Fact]
    public async Task Doctor_OtherGrpcServer_SaysSo()
    {
        await using var server = await ScriptedCliServer.StartAsync();

        AssertFailed(await RunAsync(server.Address.ToString()), ExitCodes.Unreachable, "grpc", "it speaks gRPC and is no InfluenceGrpc server");
    }

    [Fact]
    public async Task Doctor_TwoServersAsJson_TellsOfEach()
    {
        var run = await RunAsync($"http://127.0.0.1:1,{servers.Plain.Address.GetLeftPart(UriPartial.Authority)}", "--output", "json");

        Assert.Equal(ExitCodes.Unreachable, run.ExitCode);
        var told = JsonNode.Parse(run.Output)!;
        Assert.Equal([false, true], told["servers"]!.AsArray().Select(server => (bool)server!["ok"]!));
        Assert.False((bool)told["ok"]!);
        foreach (var server in told["servers"]!.AsArray())
        {
            Assert.Equal(
                ["port", "tls", "grpc", "caller", "profiles", "scopes", "version", "limits", "store", "clock", "latency"],
                server!["checks"]!.AsArray().Select(check => (string)check!["check"]!));
        }

        var checks = told["servers"]![1]!["checks"]!.AsArray().ToDictionary(check => (string)check!["check"]!, check => check!["figures"]!, StringComparer.Ordinal);
        Assert.True((bool)checks["scopes"]["profiles.read"]!);
        Assert.Equal(10_000u, (uint)checks["limits"]["max_items"]!);
        Assert.Equal("embedded", (string)checks["store"]["kind"]!);
        Assert.Equal(20, (int)checks["latency"]["calls"]!);
        Assert.InRange((double)checks["latency"]["median_ms"]!, 0, (double)checks["latency"]["worst_ms"]!);
    }

    [Fact]
    public async Task Doctor_AsCsv_HasARowACheck()
    {
        var run = await RunAsync(servers.Plain.Address.ToString(), "--output", "csv");

        var rows = CsvRows.Of(run.Output);
        Assert.Equal(["server", "check", "state", "found", "to_do"], rows[0]);
        Assert.Equal(11, rows.Count - 1);
        Assert.All(rows.Skip(1), row => Assert.True(row[2] is "ok" or "skipped", string.Join(',', row)));
    }

    [Fact]
    public async Task Doctor_FilesThatCannotBeUsed_IsUsage()
    {
        var run = await RunAsync("https://127.0.0.1:1", "--ca", "/no/such/ca");

        Assert.Equal((ExitCodes.Usage, ""), (run.ExitCode, run.Output));
        Assert.Contains("There is no file '/no/such/ca'", run.Error, StringComparison.Ordinal);
    }

    private static Task<CliRun> RunAsync(string address, params string[] options) => CliRun.AsAsync(null, ["doctor", "--server", address, .. options]);

    private static void AssertFailed(CliRun run, int exitCode, string check, params string[] texts)
    {
        AssertLine(run, "FAILED", check, texts);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
        Assert.All(run.Output.Split('\n').Where(line => line.StartsWith("  FAILED", StringComparison.Ordinal)), line => Assert.Contains(" -> ", line, StringComparison.Ordinal));
        Assert.Contains("1 check failed.", run.Output, StringComparison.Ordinal);
    }

    private static void AssertLine(CliRun run, string state, string check, params string[] texts)
    {
        var line = Assert.Single(run.Output.Split('\n'), line => line.StartsWith($"  {state,-6}  {check,-8}  ", StringComparison.Ordinal));
        Assert.All(texts, text => Assert.Contains(text, line, StringComparison.Ordinal));
    }
}
