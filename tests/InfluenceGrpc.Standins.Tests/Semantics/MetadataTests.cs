using Grpc.Core;

namespace InfluenceGrpc.Standins.Tests.Semantics;

public sealed class MetadataTests
{
    [Fact]
    public void Empty_EveryWrite_Throws()
    {
        var entry = new Metadata.Entry("a", "1");

        Assert.True(Metadata.Empty.IsReadOnly);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "1"));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add(entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Insert(0, entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty[0] = entry);
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Remove(entry));
        Assert.Throws<InvalidOperationException>(() => Metadata.Empty.RemoveAt(0));
        Assert.Throws<InvalidOperationException>(Metadata.Empty.Clear);
        Assert.Empty(Metadata.Empty);
    }

    [Fact]
    public void New_EveryWrite_Works()
    {
        var first = new Metadata.Entry("a", "1");
        var second = new Metadata.Entry("b", "2");
        var metadata = new Metadata { second };

        metadata.Insert(0, first);
        Assert.Equal([first, second], metadata);
        Assert.Equal(1, metadata.IndexOf(second));
        metadata[1] = first;
        Assert.True(metadata.Remove(first));
        metadata.RemoveAt(0);
        Assert.Empty(metadata);
        Assert.False(metadata.IsReadOnly);
    }

    [Fact]
    public void Add_UpperCaseKey_FoldsToLowerCase()
    {
        var metadata = new Metadata { { "X-Request-ID", "7" }, { "Trace-BIN", [1] } };

        Assert.Equal(["x-request-id", "trace-bin"], metadata.Select(entry => entry.Key));
        Assert.Equal("7", metadata.GetValue("x-REQUEST-id"));
        Assert.Equal([1], metadata.GetValueBytes("TRACE-bin")!);
    }

    [Fact]
    public void Get_DuplicateKeys_LastWinsAndAllKeepTheirOrder()
    {
        var metadata = new Metadata { { "a", "1" }, { "b", "2" }, { "A", "3" } };

        Assert.Equal("3", metadata.Get("a")!.Value);
        Assert.Equal(["1", "3"], metadata.GetAll("a").Select(entry => entry.Value));
        Assert.Equal(["1", "2", "3"], metadata.Select(entry => entry.Value));
    }

    [Fact]
    public void Get_AbsentKey_Null()
    {
        Assert.Null(Metadata.Empty.Get("a"));
        Assert.Null(Metadata.Empty.GetValue("a"));
        Assert.Null(Metadata.Empty.GetValueBytes("a"));
        Assert.Empty(Metadata.Empty.GetAll("a"));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("colon:")]
    [InlineData("ümlaut")]
    [InlineData("line\n")]
    [InlineData("a/b")]
    public void Entry_InvalidKey_Throws(string key)
    {
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key, "1"));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry(key + "-bin", [1]));
    }

    [Theory]
    [InlineData("abcxyz")]
    [InlineData("0189")]
    [InlineData("a.b_c-d")]
    public void Entry_ValidKey_Keeps(string key) => Assert.Equal(key, new Metadata.Entry(key, "1").Key);

    [Fact]
    public void Entry_SuffixAgainstKindOfValue_Throws()
    {
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a-bin", "text"));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a-BIN", "text"));
        Assert.Throws<ArgumentException>(() => new Metadata.Entry("a", [1]));
    }

    [Fact]
    public void Entry_Null_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry(null!, "1"));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("a", (string)null!));
        Assert.Throws<ArgumentNullException>(() => new Metadata.Entry("a-bin", (byte[])null!));
        Assert.Throws<ArgumentNullException>(() => new Metadata().Add(null!));
    }

    [Fact]
    public void Entry_Binary_CopiesInAndOutAndHasNoText()
    {
        byte[] bytes = [1, 2];
        var entry = new Metadata.Entry("a-bin", bytes);
        bytes[0] = 9;
        entry.ValueBytes[1] = 9;

        Assert.True(entry.IsBinary);
        Assert.Equal([1, 2], entry.ValueBytes);
        Assert.Throws<InvalidOperationException>(() => entry.Value);
        Assert.Equal("[Entry: key=a-bin, valueBytes=System.Byte[]]", entry.ToString());
    }

    [Fact]
    public void Entry_Text_HasItsBytesInAscii()
    {
        var entry = new Metadata.Entry("a", "hi");

        Assert.False(entry.IsBinary);
        Assert.Equal("hi"u8.ToArray(), entry.ValueBytes);
        Assert.Equal("[Entry: key=a, value=hi]", entry.ToString());
    }
}
