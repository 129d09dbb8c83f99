using Grpc.Core;
using InfluenceGrpc.Standins.Tests.Hosting;

namespace InfluenceGrpc.Standins.Tests.Semantics;

/// <summary>A writer that predates cancellable writes.</summary>
public sealed class StreamWriterTests
{
    [Fact]
    public async Task WriteAsync_TokenThatCannotCancel_Writes()
    {
        var writer = new ListWriter();

        await ((IServerStreamWriter<string>)writer).WriteAsync("a", CancellationToken.None).WaitAsync(Limits.Wait);

        Assert.Equal(["a"], writer.Messages);
    }

    [Fact]
    public async Task WriteAsync_TokenThatCanCancel_Refuses()
    {
        using var source = new CancellationTokenSource();
        var writer = new ListWriter();

        await Assert.ThrowsAsync<NotSupportedException>(async () =>
            await ((IServerStreamWriter<string>)writer).WriteAsync("a", source.Token).WaitAsync(Limits.Wait));

        Assert.Empty(writer.Messages);
    }

    private sealed class ListWriter : IServerStreamWriter<string>
    {
        internal List<string> Messages { get; } = [];

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(string message)
        {
            Messages.Add(message);
            return Task.CompletedTask;
        }
    }
}
