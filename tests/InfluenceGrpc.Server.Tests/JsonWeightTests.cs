using System.Text;
using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Server.Contract;

namespace InfluenceGrpc.Server.Tests;

/// <summary>What JSON takes when it is read, told before it is.</summary>
public sealed class JsonWeightTests
{
    // Against what reading really allocates: never less is said, and not absurdly more.
    [Theory]
    [InlineData(2_000, "{}")]
    [InlineData(2_000, "{\"creatorId\":\"a\",\"followers\":\"12\",\"platform\":\"PLATFORM_INSTAGRAM\"}")]
    [InlineData(500, "{\"creatorId\":\"a\",\"topics\":{\"a\":0.1,\"b\":0.2,\"c\":0.3},\"audience\":{\"countries\":{\"NO\":0.5},\"languages\":{\"nb\":1},\"ages\":[{}]}}")]
    public void Weigh_Profiles_IsAboutWhatReadingThemTakes(int count, string profile)
    {
        var json = Encoding.UTF8.GetBytes("{\"items\":{\"profiles\":{\"profiles\":[" + string.Join(',', Enumerable.Repeat(profile, count)) + "]}}}");
        JsonParser.Default.Parse<BatchScoreFitRequest>(Encoding.UTF8.GetString(json));
        var weight = JsonWeight.Weigh(json, BatchScoreFitRequest.Descriptor, long.MaxValue)?.Bytes;

        var allocated = AllocatedByReading(json);

        Assert.NotNull(weight);
        Assert.True(weight > allocated, $"{weight} bytes are said, {allocated} are allocated.");
        Assert.True(weight < 10 * allocated, $"{weight} bytes are said, {allocated} are allocated.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"items\":{\"profiles\":{\"profiles\":[{},]}}}")]
    public void Weigh_WhatIsNoJson_IsNull(string json) =>
        Assert.Null(JsonWeight.Weigh(Encoding.UTF8.GetBytes(json), BatchScoreFitRequest.Descriptor, long.MaxValue));

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("{\"items\":[1,2,{\"a\":[]}],\"brief\":3,\"nothing\":{\"a\":[{}]}}")]
    [InlineData("{\"items\":{\"profiles\":{\"profiles\":{\"a\":1}}}}")]
    public void Weigh_WhatIsNotTheMessage_IsSomething(string json) =>
        Assert.True(JsonWeight.Weigh(Encoding.UTF8.GetBytes(json), BatchScoreFitRequest.Descriptor, long.MaxValue)?.Bytes > 0);

    [Fact]
    public void Weigh_MoreThanMost_IsNotReadToItsEnd()
    {
        var broken = Encoding.UTF8.GetBytes("{\"items\":{\"profiles\":{\"profiles\":[" + string.Join(',', Enumerable.Repeat("{}", 10_000)) + "!");

        Assert.True(JsonWeight.Weigh(broken, BatchScoreFitRequest.Descriptor, most: 100_000)?.Bytes > 100_000);
    }

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("{\"items\":{\"ids\":{\"creatorIds\":[\"a\",\"a\"]}}}", 2)]
    [InlineData("{\"items\":{\"ids\":{\"creator_ids\":[\"a\"],\"creatorIds\":[\"b\",\"c\"]}}}", 3)]
    [InlineData("{\"items\":{\"followers\":{\"followers\":[1,\"2\",3],\"missing\":[1]}}}", 3)]
    [InlineData("{\"items\":{\"profiles\":{\"profiles\":[{\"prices\":[{},{}],\"audience\":{\"ages\":[{}]}},{}]}}}", 2)]
    public void Weigh_Items_AreCounted(string json, int expected) =>
        Assert.Equal(expected, JsonWeight.Weigh(Encoding.UTF8.GetBytes(json), BatchScoreFitRequest.Descriptor, long.MaxValue)?.Items);

    private static long AllocatedByReading(byte[] json)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var text = Encoding.UTF8.GetString(json);
        var textBytes = GC.GetAllocatedBytesForCurrentThread() - before;
        var serialized = JsonParser.Default.Parse<BatchScoreFitRequest>(text).ToByteArray();
        before = GC.GetAllocatedBytesForCurrentThread();
        var copy = BatchScoreFitRequest.Parser.ParseFrom(serialized);
        var messageBytes = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(copy);
        return textBytes + messageBytes;
    }
}
