using Grpc.Core;

namespace InfluenceGrpc.Standins.Tests.Semantics;

public sealed class StatusTests
{
    [Fact]
    public void Equals_SameParts_True()
    {
        Assert.Equal(new Status(StatusCode.Aborted, "x"), new Status(StatusCode.Aborted, "x"));
        Assert.NotEqual(new Status(StatusCode.Aborted, "x"), new Status(StatusCode.Aborted, "y"));
        Assert.NotEqual(new Status(StatusCode.Aborted, "x"), new Status(StatusCode.NotFound, "x"));
    }

    [Fact]
    public void Defaults_SuccessAndCancelled_HaveEmptyDetail()
    {
        Assert.Equal(new Status(StatusCode.OK, ""), Status.DefaultSuccess);
        Assert.Equal(new Status(StatusCode.Cancelled, ""), Status.DefaultCancelled);
    }

    [Fact]
    public void ToString_WithoutException_CodeAndDetail() =>
        Assert.Equal("Status(StatusCode=\"NotFound\", Detail=\"gone\")", new Status(StatusCode.NotFound, "gone").ToString());

    [Fact]
    public void ToString_WithException_TypeAndMessageWithoutStack() => Assert.Equal(
        "Status(StatusCode=\"Unavailable\", Detail=\"down\", DebugException=\"System.IO.IOException: cut\")",
        new Status(StatusCode.Unavailable, "down", new IOException("cut")).ToString());
}
