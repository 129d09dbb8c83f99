using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Architecture.Tests;

/// <summary>What was built in one checkout is not run in another.</summary>
public sealed class BuiltHereTests
{
    [Fact]
    public void FaultOf_WhereItWasBuilt_IsNone() => Assert.Null(BuiltHere.FaultOf(SourceTree.Root, AppContext.BaseDirectory));

    [Fact]
    public void FaultOf_CopyInAnotherCheckout_SaysToBuildAnew() =>
        Assert.Equal("built in /a/one/, and lies in /a/other/bin/: build it anew there, with dotnet build.", BuiltHere.FaultOf("/a/one/", "/a/other/bin/"));
}
