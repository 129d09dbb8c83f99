using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>Keys and TLS on the command line: what is taken from where, and what people are told to do.</summary>
public sealed class SecureConnectionTests(CliSecureServers servers) : IClassFixture<CliSecureServers>
{
    private const string WrongKey = "inf_nobodys-key-of-these-tests";

    private SecureServer Open => servers.Open;

    [Fact]
    public async Task Tier_KeyFileThatEndsWithALine_IsAnswered()
    {
        var run = await RunAsync(["--api-key-file", servers.Write("key", Open.Key + "\r\n"), "--ca", Open.Authority.CertificateFile]);

        Assert.Equal((ExitCodes.Success, ""), (run.ExitCode, run.Error));
        Assert.Contains("Micro", (await RunAsync(
            [], (ServerAddress.KeyVariable, Open.Key), (ServerAddress.AuthorityVariable, Open.Authority.CertificateFile))).Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Tier_KeyFileOfTheCommandLine_GoesBeforeTheEnvironment()
    {
        (string, string)[] variables = [(ServerAddress.KeyVariable, WrongKey), (ServerAddress.AuthorityVariable, Open.Authority.CertificateFile)];

        Assert.Equal(ExitCodes.Success, (await RunAsync(["--api-key-file", servers.Write("key", Open.Key)], variables)).ExitCode);
        var both = await RunAsync([], [.. variables, (ServerAddress.KeyFileVariable, servers.Write("key", Open.Key))]);
        Assert.Equal(ExitCodes.Usage, both.ExitCode);
        Assert.Contains("both INFLUENCE_API_KEY and INFLUENCE_API_KEY_FILE", both.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProfilesGet_CertificateOfACaller_IsAnswered()
    {
        (string, string)[] variables =
        [
            (ServerAddress.Variable, servers.Strict.Address.ToString()), (ServerAddress.AuthorityVariable, servers.Strict.Authority.CertificateFile),
            (ServerAddress.CertificateVariable, servers.Strict.Billing.CertificateFile), (ServerAddress.CertificateKeyVariable, servers.Strict.Billing.KeyFile),
        ];
        var run = await CliRun.WithAsync(variables.ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal), "profiles", "get", "nobody");

        Assert.Equal(ExitCodes.RowsFailed, run.ExitCode);
    }

    [Fact]
    public async Task Tier_NoOrAnUnknownKey_SaysHowToGiveOne()
    {
        string[] trusting = ["--ca", Open.Authority.CertificateFile];
        AssertTold(await RunAsync(trusting), ExitCodes.Refused, "wants to know who asks: give an API key with --api-key-file or INFLUENCE_API_KEY");
        AssertTold(await RunAsync([.. trusting, "--api-key-file", servers.Write("wrong", WrongKey)]), ExitCodes.Refused, "does not know the API key");
    }

    [Fact]
    public async Task ProfilesGet_ScopeMissing_NamesIt()
    {
        var run = await CliRun.AsAsync(
            Open.Address, "profiles", "get", "x", "--api-key-file", servers.Write("key", Open.Key), "--ca", Open.Authority.CertificateFile);

        AssertTold(run, ExitCodes.Refused, "acme may not ask the server at", "the scope profiles.read is missing");
    }

    [Fact]
    public async Task Tier_ConnectionThatCannotBe_SaysWhatToDo()
    {
        AssertTold(await RunAsync([]), ExitCodes.Unreachable, "is not trusted: give the file of the authority that vouches for it with --ca");
        AssertTold(await RunAsync(["--ca", servers.Strict.Authority.CertificateFile]), ExitCodes.Unreachable, "must hold the authority that vouches for it");
        AssertTold(
            await RunAsync(["--server", $"https://{servers.Plain.Address.Authority}"]), ExitCodes.Unreachable, "does not speak TLS: write http://");
        AssertTold(await RunAsync(["--server", $"http://{Open.Address.Authority}"]), ExitCodes.Unreachable, "if it speaks TLS, write https://");
        string[] strict = ["--server", servers.Strict.Address.ToString(), "--ca", servers.Strict.Authority.CertificateFile];
        AssertTold(await RunAsync(strict), ExitCodes.Unreachable, "wants a certificate that says who asks; give one with --cert and --cert-key");
        AssertTold(
            await RunAsync([.. strict, "--cert", Open.Billing.CertificateFile, "--cert-key", Open.Billing.KeyFile]),
            ExitCodes.Unreachable, $"refused the certificate '{Open.Billing.CertificateFile}'");
    }

    [Fact]
    public async Task Tier_KeyOrFilesThatCannotBeUsed_AreAllToldBeforeAnythingIsSent()
    {
        AssertTold(
            await RunAsync(["--server", "http://influence.example:5090", "--api-key-file", servers.Write("wrong", WrongKey)]),
            ExitCodes.Usage, "An API key is not sent without TLS to another machine", "write https://");
        AssertTold(await RunAsync(["--api-key-file", "/no/such/key"]), ExitCodes.Usage, "There is no file '/no/such/key' (API key). Check how it is written.");
        AssertTold(await RunAsync(["--api-key-file", servers.Write("empty", "\n")]), ExitCodes.Usage, "The API key is none");
        AssertTold(
            await RunAsync(["--ca", "/no/such/ca", "--cert", servers.Write("no.pem", "x")]),
            ExitCodes.Usage, "There is no file '/no/such/ca' (certificate authorities).", "holds no certificate in PEM form (client certificate)", "its key is not");
    }

    [Fact]
    public async Task Help_OfEveryCommand_SaysWhyThereIsNoOptionForTheKey()
    {
        var run = await CliRun.AsAsync(Open.Address, "profiles", "import", "--help");

        Assert.All(["--api-key-file", "--ca", "--cert", "--cert-key", "sees the arguments of programs"], text =>
            Assert.Contains(text, string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal));
        foreach (var typed in (string[][])[["--api-key", WrongKey], [$"--api-key={WrongKey}"]])
        {
            var refused = await RunAsync(typed);
            AssertTold(refused, ExitCodes.Usage, "there is no --api-key");
            Assert.DoesNotContain(WrongKey, refused.Error, StringComparison.Ordinal);
        }
    }

    private static void AssertTold(CliRun run, int exitCode, params string[] texts)
    {
        Assert.All(texts, text => Assert.Contains(text, run.Error, StringComparison.Ordinal));
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
    }

    private Task<CliRun> RunAsync(string[] options, params (string Name, string Value)[] variables)
    {
        var all = variables.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        all.TryAdd(ServerAddress.Variable, Open.Address.ToString());
        return CliRun.WithAsync(all, ["tier", "4,990", .. options]);
    }
}
