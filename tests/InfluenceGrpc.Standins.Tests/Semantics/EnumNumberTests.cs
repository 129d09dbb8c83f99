using Grpc.Core;

namespace InfluenceGrpc.Standins.Tests.Semantics;

/// <summary>The official binaries hold these numbers as constants, and status codes travel: a wrong one shows nowhere else.</summary>
public sealed class EnumNumberTests
{
    [Fact]
    public void StatusCode_Numbers_AreThoseOfTheProtocol() => Assert.Equal(
        [
            "OK", "Cancelled", "Unknown", "InvalidArgument", "DeadlineExceeded", "NotFound", "AlreadyExists", "PermissionDenied",
            "ResourceExhausted", "FailedPrecondition", "Aborted", "OutOfRange", "Unimplemented", "Internal", "Unavailable",
            "DataLoss", "Unauthenticated",
        ],
        Names<StatusCode>());

    [Fact]
    public void MethodType_Numbers_AreOfficial() =>
        Assert.Equal(["Unary", "ClientStreaming", "ServerStreaming", "DuplexStreaming"], Names<MethodType>());

    [Fact]
    public void ConnectivityState_Numbers_AreOfficial() =>
        Assert.Equal(["Idle", "Connecting", "Ready", "TransientFailure", "Shutdown"], Names<ConnectivityState>());

    [Fact]
    public void WriteFlags_Numbers_AreOfficial()
    {
        Assert.Equal(1, (int)WriteFlags.BufferHint);
        Assert.Equal(2, (int)WriteFlags.NoCompress);
        Assert.Equal(default, WriteOptions.Default.Flags);
    }

    /// <summary>The names in the order of their numbers, which must be 0, 1, 2 and so on.</summary>
    private static string[] Names<T>()
        where T : struct, Enum
    {
        Assert.Equal(Enumerable.Range(0, Enum.GetValues<T>().Length), Enum.GetValues<T>().Select(value => Convert.ToInt32(value)));
        return Enum.GetNames<T>();
    }
}
