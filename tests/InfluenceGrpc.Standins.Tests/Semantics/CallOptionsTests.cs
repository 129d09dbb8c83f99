using Grpc.Core;

namespace InfluenceGrpc.Standins.Tests.Semantics;

public sealed class CallOptionsTests
{
    private static readonly DateTime Deadline = new(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public void Default_AllOptions_AreUnset()
    {
        CallOptions options = default;

        Assert.Null(options.Headers);
        Assert.Null(options.Deadline);
        Assert.False(options.CancellationToken.CanBeCanceled);
        Assert.Null(options.WriteOptions);
        Assert.Null(options.PropagationToken);
        Assert.Null(options.Credentials);
        Assert.False(options.IsWaitForReady);
    }

    [Fact]
    public void With_OneOption_ChangesACopyAndKeepsTheOthers()
    {
        using var source = new CancellationTokenSource();
        var credentials = CallCredentials.FromInterceptor((_, _) => Task.CompletedTask);
        var writeOptions = new WriteOptions(WriteFlags.NoCompress);
        var original = new CallOptions(Metadata.Empty, Deadline);

        CallOptions changed = original
            .WithCancellationToken(source.Token)
            .WithWriteOptions(writeOptions)
            .WithCredentials(credentials)
            .WithWaitForReady();

        Assert.Same(Metadata.Empty, changed.Headers);
        Assert.Equal(Deadline, changed.Deadline);
        Assert.Equal(source.Token, changed.CancellationToken);
        Assert.Same(writeOptions, changed.WriteOptions);
        Assert.Same(credentials, changed.Credentials);
        Assert.True(changed.IsWaitForReady);
        Assert.False(original.IsWaitForReady);
        Assert.Null(original.WriteOptions);
        Assert.Null(original.Credentials);
        Assert.False(original.CancellationToken.CanBeCanceled);
    }

    [Fact]
    public void With_SecondTime_Replaces()
    {
        var headers = new Metadata { { "a", "1" } };
        CallOptions options = new CallOptions(Metadata.Empty, Deadline)
            .WithHeaders(headers)
            .WithDeadline(Deadline.AddSeconds(1))
            .WithWaitForReady()
            .WithWaitForReady(false);

        Assert.Same(headers, options.Headers);
        Assert.Equal(Deadline.AddSeconds(1), options.Deadline);
        Assert.False(options.IsWaitForReady);
    }
}
