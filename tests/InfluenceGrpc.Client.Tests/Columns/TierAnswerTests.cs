using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Google.Rpc;
using Influence.V1;
using InfluenceGrpc.Client.Streaming;
using InfluenceGrpc.Testing;

namespace InfluenceGrpc.Client.Tests.Columns;

/// <summary>Answers are read as the official library reads them. Odd and broken ones are the business of fuzzing, too.</summary>
public sealed class TierAnswerTests
{
    private static readonly Gen<StreamClassifyTiersChunkResult> AnyResult =
        from items in Gen.Choose(0, 60)
        from schemes in Gen.Choose(1, 4)
        from seed in Gen.Choose(0, int.MaxValue)
        from margins in Gen.Elements(false, true)
        from reasons in Gen.Elements(false, true)
        from errors in Gen.Choose(0, 3)
        select Result(new System.Random(seed), items, schemes, margins, reasons, errors);

    [Fact]
    public void Read_AnyAnswerAsTheLibraryWritesIt_IsInColumnsAndTheSame() =>
        AnyCounts.Check(from result in AnyResult from pieces in Gen.Choose(1, 2) select (result, pieces), drawn =>
        {
            var response = new StreamClassifyTiersResponse { Result = drawn.result };
            using var answer = TierResponse.Read(new MessagePayload(response.ToByteArray(), drawn.pieces)).Answer!;

            Assert.Equal(drawn.result.Sequence, answer.Sequence);
            AssertIs(drawn.result.Tiers, answer);
            using var ofMessage = TierAnswer.Of(drawn.result.Sequence, drawn.result.Tiers)!;
            AssertIs(drawn.result.Tiers, ofMessage);
        });

    // Whatever is cut off or changed: what is read in columns is what the library reads, and what it does not read is not read.
    [Fact]
    public void Read_AnyAnswerWithAByteChanged_AgreesWithTheLibrary() =>
        AnyCounts.Check(
            from result in AnyResult from at in Gen.Choose(0, int.MaxValue) from value in Gen.Choose(0, 255) from cut in Gen.Elements(false, true) select (result, at, value, cut),
            drawn =>
            {
                var bytes = new StreamClassifyTiersResponse { Result = drawn.result }.ToByteArray();
                if (drawn.cut)
                {
                    bytes = bytes[..(drawn.at % bytes.Length)];
                }
                else
                {
                    bytes[Math.Min(drawn.at % bytes.Length, drawn.at % 24)] = (byte)drawn.value;
                }

                AssertAgrees(bytes);
            });

    [Fact]
    public void Read_FormsThatTheLibraryTakesToo_AreRead()
    {
        var column = Column(3, 0, 64);
        byte[] unpacked = [.. Field(1, 3), .. Field(1, 0), .. Field(1, 64)];
        byte[] twoRuns = [.. Bytes(1, [3]), .. Bytes(1, [0, 64])];
        byte[] unknown = [.. column, .. Field(15, 7)];
        byte[] longNumbers = [.. Bytes(1, [0x83, 0x00, 0x00, 0xc0, 0x00])];
        byte[] count = [.. Field(1, 3)];
        foreach (byte[] tiers in (byte[][])
        [
            [.. count, .. Bytes(2, unpacked)],
            [.. count, .. Bytes(2, twoRuns)],
            [.. count, .. Bytes(2, unknown)],
            [.. count, .. Bytes(2, longNumbers)],
            [.. Bytes(2, column), .. count],
            [.. count, .. Bytes(2, column), .. Field(99, 5)],
            [.. count, .. Bytes(2, column), .. Bytes(4, [5, 5, 5])],
            [.. count, .. count, .. Bytes(2, column)],
        ])
        {
            byte[] result = [.. Field(1, 7), .. Bytes(3, tiers)];
            var read = AssertAgrees(Bytes(2, result));
            using var answer = TierAnswer.Of(7, read.Message!.Result.Tiers)!;
            Assert.Equal([3, 0, 64], answer.OrdinalsOf(0).ToArray());
        }

        var inOrder = Bytes(2, [.. Field(1, 7), .. Bytes(3, [.. count, .. Bytes(2, column)])]);
        Assert.NotNull(AssertAgrees(inOrder).Answer);
        Assert.Null(AssertAgrees([.. inOrder, .. inOrder]).Answer);
    }

    [Fact]
    public void Read_OtherMessages_AreMessages()
    {
        foreach (var message in (StreamClassifyTiersResponse[])
        [
            new(),
            new() { Accepted = new() { TierSchemes = { new TierScheme { Id = "a" } } } },
            new() { Summary = new() { Complete = true } },
            new() { Result = new() { Sequence = 3, Status = new Status { Code = 8 } } },
            new() { Result = new() { Sequence = 3, Tiers = new() } },
            new() { Result = new() { Sequence = 3, Tiers = new() { Columns = { new TierColumn { Ordinals = { 1 } }, new TierColumn() } } } },
            new() { Result = new() { Sequence = 3, Tiers = new() { Columns = { new TierColumn { Ordinals = { 300 } } } } } },
        ])
        {
            Assert.Equal(message, AssertAgrees(message.ToByteArray()).Message);
        }
    }

    [Theory]
    [InlineData("ordinal of two bytes")]
    [InlineData("columns of two lengths")]
    [InlineData("too few margins")]
    [InlineData("no columns")]
    public void Of_NoColumnsOfOneLength_IsNull(string what)
    {
        var tiers = new TierColumns { Columns = { new TierColumn { Ordinals = { 1, 2 } } } };
        switch (what)
        {
            case "ordinal of two bytes":
                tiers.Columns[0].Ordinals[1] = 257;
                break;
            case "columns of two lengths":
                tiers.Columns.Add(new TierColumn { Ordinals = { 1 } });
                break;
            case "too few margins":
                tiers.Columns[0].BoundaryMargins.Add(0.5F);
                break;
            default:
                tiers.Columns.Clear();
                break;
        }

        Assert.Null(TierAnswer.Of(1, tiers));
    }

    private static TierResponse AssertAgrees(byte[] bytes)
    {
        StreamClassifyTiersResponse? plain = null;
        try
        {
            plain = StreamClassifyTiersResponse.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            Assert.Throws<InvalidProtocolBufferException>(() => TierResponse.Read(new MessagePayload(bytes)));
            return new TierResponse(null, null);
        }

        var read = TierResponse.Read(new MessagePayload(bytes, pieces: bytes.Length > 1 ? 2 : 1));
        if (read.Answer is { } answer)
        {
            Assert.Equal(plain.Result.Sequence, answer.Sequence);
            Assert.Null(plain.Result.Status);
            AssertIs(plain.Result.Tiers, answer);
        }
        else
        {
            Assert.Equal(plain, read.Message);
        }

        return read;
    }

    private static void AssertIs(TierColumns expected, TierAnswer answer)
    {
        Assert.Equal(expected.Columns.Count, answer.Schemes);
        Assert.Equal(expected.Errors, answer.Errors);
        for (var scheme = 0; scheme < answer.Schemes; scheme++)
        {
            Assert.Equal(expected.Columns[scheme].Ordinals, answer.OrdinalsOf(scheme).ToArray().Select(ordinal => (uint)ordinal));
            Assert.Equal(
                expected.Columns[scheme].BoundaryMargins.Select(BitConverter.SingleToInt32Bits),
                answer.MarginsOf(scheme).ToArray().Select(BitConverter.SingleToInt32Bits));
            Assert.Equal(expected.Columns[scheme].UnrankedReasons.Select(reason => (byte)reason), answer.ReasonsOf(scheme).ToArray());
        }
    }

    private static StreamClassifyTiersChunkResult Result(System.Random random, int items, int schemes, bool margins, bool reasons, int errors)
    {
        var tiers = new TierColumns { ItemCount = (uint)items };
        for (var scheme = 0; scheme < schemes; scheme++)
        {
            var column = new TierColumn();
            for (var i = 0; i < items; i++)
            {
                column.Ordinals.Add((uint)random.Next(65));
                if (margins)
                {
                    column.BoundaryMargins.Add(random.Next(4) == 0 ? float.NaN : random.NextSingle());
                }

                if (reasons)
                {
                    column.UnrankedReasons.Add((Influence.V1.UnrankedReason)random.Next(6));
                }
            }

            tiers.Columns.Add(column);
        }

        for (var group = 0; group < Math.Min(errors, items); group++)
        {
            tiers.Errors.Add(new ItemErrors { Indexes = { (uint)random.Next(items) }, Status = new Status { Code = 3, Message = $"group {group}" } });
        }

        return new StreamClassifyTiersChunkResult { Sequence = (ulong)random.NextInt64(1, long.MaxValue) >> random.Next(60), Tiers = tiers };
    }

    private static byte[] Column(params byte[] ordinals) => Bytes(1, ordinals);

    private static byte[] Field(int number, ulong value) => Written(output =>
    {
        output.WriteTag(number, WireFormat.WireType.Varint);
        output.WriteUInt64(value);
    });

    private static byte[] Bytes(int number, byte[] value) => Written(output =>
    {
        output.WriteTag(number, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(value));
    });

    private static byte[] Written(Action<CodedOutputStream> write)
    {
        var written = new MemoryStream();
        using (var output = new CodedOutputStream(written, leaveOpen: true))
        {
            write(output);
        }

        return written.ToArray();
    }
}
