using Grpc.Core;

namespace InfluenceGrpc.Standins.Tests.Semantics;

public sealed class RpcExceptionTests
{
    private static readonly Status Gone = new(StatusCode.NotFound, "gone");

    [Fact]
    public void New_StatusOnly_MessageIsTheStatusAndTrailersAreFrozen()
    {
        var exception = new RpcException(Gone);

        Assert.Equal("Status(StatusCode=\"NotFound\", Detail=\"gone\")", exception.Message);
        Assert.Equal(StatusCode.NotFound, exception.StatusCode);
        Assert.Equal(Gone, exception.Status);
        Assert.Same(Metadata.Empty, exception.Trailers);
    }

    [Fact]
    public void New_MessageAndTrailers_Keeps()
    {
        var trailers = new Metadata { { "a", "1" } };

        Assert.Equal("own words", new RpcException(Gone, "own words").Message);
        Assert.Same(trailers, new RpcException(Gone, trailers).Trailers);
        Assert.Equal(new RpcException(Gone).Message, new RpcException(Gone, trailers).Message);
        Assert.Equal("own words", new RpcException(Gone, trailers, "own words").Message);
    }

    [Fact]
    public void New_DebugException_IsInnerException()
    {
        var cause = new IOException("cut");

        Assert.Same(cause, new RpcException(new Status(StatusCode.Unavailable, "down", cause)).InnerException);
    }

    [Fact]
    public void New_NullTrailers_Throws() => Assert.Throws<ArgumentNullException>(() => new RpcException(Gone, (Metadata)null!));
}
