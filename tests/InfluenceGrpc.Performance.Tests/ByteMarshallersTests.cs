using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Performance.Asked;
using InfluenceGrpc.Performance.Loads;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Performance.Tests;

/// <summary>What is sent as bytes is what the official library would send, and what is read of answers is what it would read.</summary>
public sealed class ByteMarshallersTests
{
    [Theory]
    [InlineData(1UL, 0)]
    [InlineData(127UL, 1)]
    [InlineData(128UL, 300)]
    [InlineData(ulong.MaxValue, 10_000)]
    public void Chunks_AnySequence_AreThoseOfTheOfficialLibrary(ulong sequence, int items)
    {
        var chunk = new StreamClassifyTiersChunk { Items = new Items { Followers = Questions.Followers(items) } };
        var written = new WrittenPayload();
        ByteMarshallers.Chunks.ContextualSerializer(new ChunkBytes(sequence, chunk.ToByteArray()), written);

        chunk.Sequence = sequence;
        Assert.Equal(new StreamClassifyTiersRequest { Chunk = chunk }, StreamClassifyTiersRequest.Parser.ParseFrom(written.Bytes));
    }

    [Fact]
    public void Chunks_Config_IsThatOfTheOfficialLibrary()
    {
        var config = new StreamScoreFitConfig { Brief = Questions.Brief };
        var written = new WrittenPayload();
        ByteMarshallers.Chunks.ContextualSerializer(new ChunkBytes(0, config.ToByteArray()), written);

        Assert.Equal(new StreamScoreFitRequest { Config = config }, StreamScoreFitRequest.Parser.ParseFrom(written.Bytes));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Answers_Result_HaveSequenceAndTheLengthOfTheRest(int pieces)
    {
        var result = new StreamClassifyTiersChunkResult { Tiers = new() { ItemCount = 3, Columns = { new TierColumn { Ordinals = { 1, 2, 3 } } } } };
        var rest = result.CalculateSize();
        result.Sequence = 300;
        var bytes = new StreamClassifyTiersResponse { Result = result }.ToByteArray();

        var answer = ByteMarshallers.Answers(keepsAll: true).ContextualDeserializer(new MessagePayload(bytes, pieces));

        Assert.Equal((300UL, rest, false), (answer.Sequence, answer.Rest, answer.IsSummary));
        Assert.Equal(bytes, answer.Whole);
    }

    [Fact]
    public void Answers_OtherMessages_AnswerNoChunk()
    {
        var read = ByteMarshallers.Answers(keepsAll: false).ContextualDeserializer;
        var summary = read(new MessagePayload(new StreamClassifyTiersResponse { Summary = new() { Chunks = 1 } }.ToByteArray()));
        var accepted = read(new MessagePayload(new StreamClassifyTiersResponse { Accepted = new() }.ToByteArray()));

        Assert.Equal((0UL, true, 0UL, false), (summary.Sequence, summary.IsSummary, accepted.Sequence, accepted.IsSummary));
        Assert.Null(summary.Whole);
    }
}
