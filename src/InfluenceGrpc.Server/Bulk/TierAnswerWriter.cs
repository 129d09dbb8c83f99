using System.Buffers;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Influence.V1;
using InfluenceGrpc.Core.Tiers;
using InfluenceGrpc.Protocol.Wire;
using InfluenceGrpc.Server.Contract;
using TierScheme = InfluenceGrpc.Core.Tiers.TierScheme;
using UnrankedReason = InfluenceGrpc.Core.Tiers.UnrankedReason;

namespace InfluenceGrpc.Server.Bulk;

/// <summary>
/// Writes the answer to a chunk of StreamClassifyTiers as it is sent: what <see cref="TierColumnsWriter"/> writes into a message, which
/// holds each number in four bytes and looks at it three times more.
/// </summary>
internal static class TierAnswerWriter
{
    /// <summary>The answer; failed items hold zero values.</summary>
    /// <param name="sequence">The chunk's.</param>
    /// <param name="reading">The items.</param>
    /// <param name="schemes">Schemes to classify under, a column each.</param>
    /// <param name="options">What is told beside ordinals.</param>
    public static BulkAnswer<StreamClassifyTiersResponse> Write(
        ulong sequence, TierItemsReading reading, IReadOnlyList<TierScheme> schemes, TierColumnOptions? options)
    {
        var sizes = new Sizes(sequence, reading, schemes.Count, options);
        var payload = ArrayPool<byte>.Shared.Rent(sizes.Whole);
        var output = new MessageWriter(payload);
        output.BeginMessage(TierAnswerTags.Result, sizes.Result);
        output.WriteNumber(TierAnswerTags.Sequence, sequence);
        output.BeginMessage(TierAnswerTags.Tiers, sizes.Tiers);
        output.WriteNumber(TierAnswerTags.ItemCount, (ulong)reading.Items.Count);
        foreach (var scheme in schemes)
        {
            output.BeginMessage(TierAnswerTags.Column, sizes.Column);
            WriteColumn(ref output, reading.Items, scheme, options);
        }

        foreach (var errors in reading.Failures.Groups)
        {
            output.BeginMessage(TierAnswerTags.Errors, errors.CalculateSize());
            errors.WriteTo(output.Take(errors.CalculateSize()));
        }

        if (reading.DataStatuses is { } statuses)
        {
            WriteStatuses(output.TakeBytes(TierAnswerTags.DataStatus, statuses.Length), statuses);
        }

        return BulkAnswer<StreamClassifyTiersResponse>.Of(payload, sizes.Whole);
    }

    private static void WriteColumn(ref MessageWriter output, TierItems items, TierScheme scheme, TierColumnOptions? options)
    {
        // Ordinals are 64 at most, and reasons fewer still: each is one byte.
        var ordinals = output.TakeBytes(TierAnswerTags.Ordinals, items.Count);
        TierColumnClassifier.Ordinals(scheme, items, ordinals);
        if (options?.BoundaryMargins == true)
        {
            WriteMargins(output.TakeBytes(TierAnswerTags.Margins, sizeof(float) * items.Count), items, scheme);
        }

        if (options?.UnrankedReasons == true)
        {
            var reasons = output.TakeBytes(TierAnswerTags.Reasons, items.Count);
            for (var i = 0; i < reasons.Length; i++)
            {
                reasons[i] = (byte)(ordinals[i] == 0 && !items.HasFailed(i) ? TierColumnClassifier.Reason(scheme, items, i) : UnrankedReason.None);
            }
        }
    }

    private static void WriteMargins(Span<byte> into, TierItems items, TierScheme scheme)
    {
        var margins = ArrayPool<float>.Shared.Rent(items.Count);
        TierColumnClassifier.Margins(scheme, items, margins.AsSpan(0, items.Count));
        MessageWriter.WriteAll(margins.AsSpan(0, items.Count), into);
        ArrayPool<float>.Shared.Return(margins);
    }

    private static void WriteStatuses(Span<byte> into, DataStatus[] statuses)
    {
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = (byte)statuses[i];
        }
    }

    /// <summary>How many bytes each part has, its own tag and length left out.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly ref struct Sizes
    {
        public Sizes(ulong sequence, TierItemsReading reading, int schemes, TierColumnOptions? options)
        {
            var items = reading.Items.Count;
            Column = MessageWriter.SizeOfBytes(items)
                + (options?.BoundaryMargins == true ? MessageWriter.SizeOfBytes(sizeof(float) * items) : 0)
                + (options?.UnrankedReasons == true ? MessageWriter.SizeOfBytes(items) : 0);
            Tiers = MessageWriter.SizeOfNumber((ulong)items)
                + (schemes * MessageWriter.SizeOfMessage(Column))
                + reading.Failures.Groups.Sum(errors => MessageWriter.SizeOfMessage(errors.CalculateSize()))
                + (reading.DataStatuses is { } statuses ? MessageWriter.SizeOfBytes(statuses.Length) : 0);
            Result = MessageWriter.SizeOfNumber(sequence) + MessageWriter.SizeOfMessage(Tiers);
            Whole = MessageWriter.SizeOfMessage(Result);
        }

        public int Column { get; }

        public int Tiers { get; }

        public int Result { get; }

        public int Whole { get; }
    }
}
