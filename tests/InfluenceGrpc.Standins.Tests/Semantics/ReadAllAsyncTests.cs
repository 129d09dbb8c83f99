using Grpc.Core;
using InfluenceGrpc.Standins.Tests.Hosting;
using InfluenceGrpc.Standins.Tests.Protos;

namespace InfluenceGrpc.Standins.Tests.Semantics;

public sealed class ReadAllAsyncTests
{
    [Fact]
    public async Task ReadAllAsync_WholeStream_YieldsEveryMessageInOrder()
    {
        await using EchoHost host = await EchoHost.StartAsync();
        using AsyncServerStreamingCall<Note> call = host.Client.Repeat(new Note { Text = "n" }, deadline: DateTime.UtcNow + Limits.Wait);
        var texts = new List<string>();

        await foreach (Note note in call.ResponseStream.ReadAllAsync())
        {
            texts.Add(note.Text);
        }

        Assert.Equal(["n0", "n1", "n2"], texts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadAllAsync_TokenCancelledMidway_EndsTheReading(bool throughWithCancellation)
    {
        await using EchoHost host = await EchoHost.StartAsync();
        using var source = new CancellationTokenSource();
        using AsyncServerStreamingCall<Note> call = host.Client.Repeat(
            new Note { Text = EchoService.Wait },
            deadline: DateTime.UtcNow + Limits.Wait);
        IAsyncEnumerable<Note> notes = throughWithCancellation
            ? call.ResponseStream.ReadAllAsync()
            : call.ResponseStream.ReadAllAsync(source.Token);
        int count = 0;

        RpcException exception = await Assert.ThrowsAsync<RpcException>(async () =>
        {
            await foreach (Note note in notes.WithCancellation(throughWithCancellation ? source.Token : default))
            {
                if (++count == 3)
                {
                    await source.CancelAsync();
                }
            }
        });

        Assert.Equal(3, count);
        Assert.Equal(StatusCode.Cancelled, exception.StatusCode);
    }

    [Fact]
    public void ReadAllAsync_NullReader_ThrowsAtOnce() =>
        Assert.Throws<ArgumentNullException>(() => ((IAsyncStreamReader<Note>)null!).ReadAllAsync());

    [Fact]
    public async Task MoveNext_NullReader_Throws() =>
        await Assert.ThrowsAsync<ArgumentNullException>(() => ((IAsyncStreamReader<Note>)null!).MoveNext().WaitAsync(Limits.Wait));
}
