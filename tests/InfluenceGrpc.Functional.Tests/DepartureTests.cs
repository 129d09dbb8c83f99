using Grpc.Core;
using Influence.V1;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Functional.Tests;

/// <summary>
/// Callers leave at any moment, and that is nobody's fault: the fixture fails when the server logs an error.
/// </summary>
public sealed class DepartureTests(ServerFixture fixture) : IClassFixture<ServerFixture>, IDisposable
{
    private const int Callers = 8;
    private const int Rounds = 60;

    private readonly RunningServer server = fixture.Server;

    // After every test: a fixture that fails at its end fails no test.
    public void Dispose() => fixture.Server.AssertNoErrorLogged();

    [Fact]
    public async Task StreamClassifyTiers_DeadlinesAtAnyMoment_EndQuietly() =>
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async seed =>
        {
            var random = new Random(seed);
            for (var round = 0; round < Rounds; round++)
            {
                var deadline = DateTime.UtcNow.AddMilliseconds(random.Next(1, 60));
                await ConverseAsync(new CallOptions(deadline: deadline));
            }
        })).WaitAsync(TimeSpan.FromMinutes(2));

    [Fact]
    public async Task StreamClassifyTiers_CancelledAtAnyMoment_EndsQuietly() =>
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async seed =>
        {
            var random = new Random(seed);
            for (var round = 0; round < Rounds; round++)
            {
                using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(1, 30)));
                await ConverseAsync(new CallOptions(cancellationToken: cancel.Token));
            }
        })).WaitAsync(TimeSpan.FromMinutes(2));

    // Asks and reads until the call ends, as it must.
    private async Task ConverseAsync(CallOptions options)
    {
        using var stream = new TierStream(server.Channel, options);
        var exception = await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await stream.ConfigureAsync();
            await stream.AcceptedAsync();
            for (ulong sequence = 1; ; sequence++)
            {
                await stream.SendAsync(sequence, new Items { Followers = new FollowerColumns { Followers = { 1, 2, 3 } } });
                await stream.ResultAsync();
            }
        });

        // How the end looks from here is a race in the client library: its own clock, the server's reset of the stream, or a
        // write that came too late; of its own faults the library tells with a DebugException. It must never look like a fault of the
        // server's.
        Assert.True(
            exception is InvalidOperationException or OperationCanceledException or IOException
                or RpcException { StatusCode: not (StatusCode.Internal or StatusCode.Unknown or StatusCode.OK) }
                or RpcException { Status.DebugException: not null },
            exception.ToString());
    }
}
