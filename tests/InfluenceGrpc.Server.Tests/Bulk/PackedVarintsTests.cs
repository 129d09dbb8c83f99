using Google.Protobuf;
using InfluenceGrpc.Protocol.Wire;

namespace InfluenceGrpc.Server.Tests.Bulk;

/// <summary>Numbers are read as the official library writes and reads them.</summary>
public sealed class PackedVarintsTests
{
    public static TheoryData<ulong[]> Lists => new()
    {
        Array.Empty<ulong>(),
        new ulong[] { 0 },
        new ulong[] { 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 268_435_455, 268_435_456, 34_359_738_367, 34_359_738_368 },
        new[] { ulong.MaxValue, 1UL, ulong.MaxValue },
        Enumerable.Range(0, 64).Select(bit => 1UL << bit).ToArray(),
        Enumerable.Range(0, 64).Select(bit => (1UL << bit) - 1).ToArray(),
        Random().ToArray(),
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void TryRead_WhatTheLibraryWrites_IsReadAsItIs(ulong[] numbers)
    {
        var packed = Packed(numbers);
        var read = new ulong[numbers.Length];

        Assert.Equal(numbers.Length, PackedVarints.Count(packed));
        Assert.True(PackedVarints.TryRead(packed, read));
        Assert.Equal(numbers, read);
    }

    // Longer than need be, or with more bits than there is room for: as the library takes it.
    [Theory]
    [InlineData("8000", 0UL)]
    [InlineData("81808080808000", 1UL)]
    [InlineData("ffffffffffffffffff01", ulong.MaxValue)]
    [InlineData("ffffffffffffffffff7f", ulong.MaxValue)]
    [InlineData("80808080808080808002", 0UL)]
    public void TryRead_OddlyWritten_IsReadAsTheLibraryDoes(string hex, ulong number)
    {
        byte[] packed = [.. Convert.FromHexString(hex), 5, 6, 7, 8, 9, 10, 11, 12];
        var read = new ulong[9];

        Assert.True(PackedVarints.TryRead(packed, read));
        Assert.Equal([number, 5, 6, 7, 8, 9, 10, 11, 12], read);
        Assert.Equal(number, new CodedInputStream(packed).ReadUInt64());
    }

    [Theory]
    [InlineData("80")]
    [InlineData("0180")]
    [InlineData("ffffffffffffffffffff01")]
    [InlineData("01ffffffffffffffffffff0102030405060708")]
    public void TryRead_NumberThatDoesNotEnd_IsFalse(string hex)
    {
        var packed = Convert.FromHexString(hex);

        Assert.False(PackedVarints.TryRead(packed, new ulong[PackedVarints.Count(packed)]));
    }

    private static IEnumerable<ulong> Random()
    {
        var random = new Random(7);
        return Enumerable.Range(0, 10_000).Select(_ => (ulong)random.NextInt64() >> random.Next(64));
    }

    private static byte[] Packed(ulong[] numbers)
    {
        var written = new MemoryStream();
        using (var output = new CodedOutputStream(written, leaveOpen: true))
        {
            foreach (var number in numbers)
            {
                output.WriteUInt64(number);
            }
        }

        return written.ToArray();
    }
}
