using Grpc.Core;
using InfluenceGrpc.Client.Tests.Scripted;

namespace InfluenceGrpc.Client.Tests;

/// <summary>What callers are told when a call fails.</summary>
public sealed class ErrorTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private ScriptedServer server = null!;

    public async Task InitializeAsync() => server = await ScriptedServer.StartAsync();

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task ClassifyTier_Refused_CarriesAllViolations()
    {
        using var client = server.Connect();

        AssertComplete(await Assert.ThrowsAsync<InfluenceException>(() => client.ClassifyTierAsync(1000).WaitAsync(Patience)));
    }

    [Fact]
    public async Task Classify_Refused_CarriesAllViolationsAndIsNotTriedAgain()
    {
        server.Script.Then(new Act(Ending.Invalid));
        using var client = server.Connect();

        var fault = await Assert.ThrowsAsync<InfluenceException>(
            async () => await client.ClassifyAsync([1UL], item => item).GetAsyncEnumerator().MoveNextAsync().AsTask().WaitAsync(Patience));

        AssertComplete(fault);
        Assert.Single(server.Script.Streams);
    }

    [Fact]
    public async Task Classify_ChunkRefused_IsToldAndTheStreamGoesOn()
    {
        using var client = server.Connect();
        server.Script.Refuses = sequence => sequence is 3 or 4;
        List<(ulong Sequence, string? Reason)> refusals = [];
        var classification = client.ClassifyAsync(
            Enumerable.Range(0, 100), item => (ulong)item, new ClassifyStreamOptions { MaxItemsPerChunk = 10 });

        await foreach (var chunk in classification.WithTimeout(Patience))
        {
            refusals.Add((chunk.Sequence, chunk.Refusal?.Reason));
            Assert.Equal(10, chunk.Items.Count);
            Assert.Equal(chunk.Refusal, chunk.ErrorOf(0));
            Assert.Equal(chunk.Refusal is null, chunk.TierOf(0, 0) is not null);
        }

        Assert.Equal(10, refusals.Count);
        Assert.Equal([(3UL, "TOO_MANY_ITEMS"), (4UL, "TOO_MANY_ITEMS")], refusals.Where(refusal => refusal.Reason is not null));
        Assert.Equal((20L, 80L, 100L), (classification.Totals.Refused, classification.Totals.Ok, classification.Totals.ItemsAnswered));
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(4, 4)]
    public async Task ListTierSchemes_Unavailable_IsTriedAgainUpToTheBound(int failures, int attempts)
    {
        server.Script.FailUnary(failures);
        using var client = server.Connect(retry => retry.UnaryAttempts = attempts);

        var call = client.ListTierSchemesAsync().WaitAsync(Patience);

        if (failures < attempts)
        {
            Assert.Single((await call).Schemes);
        }
        else
        {
            Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<InfluenceException>(() => call)).StatusCode);
        }
    }

    [Fact]
    public async Task ListTierSchemes_NoServer_IsUnavailable()
    {
        var address = server.Address;
        await server.DisposeAsync();
        using var client = InfluenceClient.Connect(address, new InfluenceClientOptions { Retry = new RetryOptions { UnaryAttempts = 1 } });

        var fault = await Assert.ThrowsAsync<InfluenceException>(() => client.ListTierSchemesAsync().WaitAsync(Patience));

        Assert.Equal(StatusCode.Unavailable, fault.StatusCode);
    }

    [Fact]
    public async Task ListTierSchemes_Cancelled_IsCancellation()
    {
        using var client = server.Connect();
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.ListTierSchemesAsync(cancel.Token).WaitAsync(Patience));
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost:5090")]
    [InlineData("ftp://localhost")]
    [InlineData("not an address")]
    public void Connect_NoHttpAddress_IsRefused(string address) =>
        Assert.ThrowsAny<ArgumentException>(() => InfluenceClient.Connect(address));

    private static void AssertComplete(InfluenceException fault)
    {
        Assert.Equal((StatusCode.InvalidArgument, "INVALID_REQUEST"), (fault.StatusCode, fault.Reason));
        Assert.Equal([new("a", "wrong a"), new("b[1]", "wrong b[1]"), new FieldViolation("c.d", "wrong c.d")], fault.Violations);
        Assert.Equal(("16", "17"), (fault.Metadata["limit"], fault.Metadata["got"]));
        Assert.All(["INVALID_REQUEST", "b[1]: wrong b[1]", "c.d: wrong c.d"], part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
    }
}
