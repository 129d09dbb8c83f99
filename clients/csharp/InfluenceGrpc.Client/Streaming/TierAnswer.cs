using System.Buffers;
using System.Runtime.InteropServices;
using Influence.V1;
using InfluenceGrpc.Protocol.Wire;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>The columns of an answered chunk, in memory that is used again. Disposing of it gives that back.</summary>
internal sealed class TierAnswer : IDisposable
{
    private byte[]? ordinals;
    private float[]? margins;
    private byte[]? reasons;

    private TierAnswer(ulong sequence, int schemes, int count, bool hasMargins, bool hasReasons)
    {
        Sequence = sequence;
        Schemes = schemes;
        Count = count;
        ordinals = ArrayPool<byte>.Shared.Rent(schemes * count);
        margins = hasMargins ? ArrayPool<float>.Shared.Rent(schemes * count) : null;
        reasons = hasReasons ? ArrayPool<byte>.Shared.Rent(schemes * count) : null;
    }

    /// <summary>That of the chunk.</summary>
    public ulong Sequence { get; }

    /// <summary>Columns.</summary>
    public int Schemes { get; }

    /// <summary>Items of each column.</summary>
    public int Count { get; }

    /// <summary>Items that failed, as they came.</summary>
    public IReadOnlyList<ItemErrors> Errors { get; private init; } = [];

    /// <summary>Whether it tells how far from bounds items are.</summary>
    public bool HasMargins => margins is not null;

    /// <summary>Whether it tells why items have no tier.</summary>
    public bool HasReasons => reasons is not null;

    /// <summary>
    /// That of a serialized response; null where it does not look like most, is no answer to a chunk, or is broken: that is left to the
    /// official parser.
    /// </summary>
    public static TierAnswer? Read(ReadOnlySpan<byte> response)
    {
        var message = new MessageReader(response);
        if (!message.TryReadBytes(TierAnswerTags.Result, out var serialized) || !message.IsAtEnd)
        {
            return null;
        }

        var result = new MessageReader(serialized);
        return result.TryReadNumber(TierAnswerTags.Sequence, out var sequence) && result.TryReadBytes(TierAnswerTags.Tiers, out var tiers) && result.IsAtEnd
            ? ReadTiers(sequence, tiers)
            : null;
    }

    /// <summary>That of a chunk which was refused as a whole: every ordinal is 0.</summary>
    public static TierAnswer OfRefused(ulong sequence, int schemes, int count)
    {
        var answer = new TierAnswer(sequence, schemes, count, hasMargins: false, hasReasons: false);
        answer.ordinals.AsSpan(0, schemes * count).Clear();
        return answer;
    }

    /// <summary>That of a message; null where what it holds are no columns of one length and of numbers that there are.</summary>
    public static TierAnswer? Of(ulong sequence, TierColumns tiers)
    {
        if (tiers.Columns.Count == 0)
        {
            return null;
        }

        var first = tiers.Columns[0];
        var count = first.Ordinals.Count;
        var answer = new TierAnswer(sequence, tiers.Columns.Count, count, first.BoundaryMargins.Count > 0, first.UnrankedReasons.Count > 0)
        {
            Errors = tiers.Errors,
        };
        for (var scheme = 0; scheme < tiers.Columns.Count; scheme++)
        {
            if (!answer.TryTake(scheme, tiers.Columns[scheme]))
            {
                answer.Dispose();
                return null;
            }
        }

        return answer;
    }

    /// <summary>Positions of tiers under a scheme.</summary>
    public Span<byte> OrdinalsOf(int scheme) => ColumnOf(ordinals, scheme);

    /// <summary>Distances to bounds under a scheme.</summary>
    public Span<float> MarginsOf(int scheme) => ColumnOf(margins, scheme);

    /// <summary>Why items have no tier under a scheme.</summary>
    public Span<byte> ReasonsOf(int scheme) => ColumnOf(reasons, scheme);

    public void Dispose()
    {
        Return(ref ordinals);
        Return(ref margins);
        Return(ref reasons);
    }

    private static TierAnswer? ReadTiers(ulong sequence, ReadOnlySpan<byte> tiers)
    {
        var rest = new MessageReader(tiers);
        if (!rest.TryReadNumber(TierAnswerTags.ItemCount, out _))
        {
            return null;
        }

        var columns = rest;
        var schemes = 0;
        var shape = default(ColumnBytes);
        while (rest.TryReadBytes(TierAnswerTags.Column, out var serialized))
        {
            if (!ColumnBytes.TryRead(serialized, out var column) || (schemes > 0 && !column.IsLike(shape)))
            {
                return null;
            }

            shape = column;
            schemes++;
        }

        List<ItemErrors>? errors = null;
        while (rest.TryReadBytes(TierAnswerTags.Errors, out var serialized))
        {
            (errors ??= []).Add(ItemErrors.Parser.ParseFrom(serialized));
        }

        if (schemes == 0 || !rest.IsAtEnd)
        {
            return null;
        }

        var answer = new TierAnswer(sequence, schemes, shape.Ordinals.Length, !shape.Margins.IsEmpty, !shape.Reasons.IsEmpty) { Errors = errors ?? [] };
        for (var scheme = 0; scheme < schemes; scheme++)
        {
            columns.TryReadBytes(TierAnswerTags.Column, out var serialized);
            ColumnBytes.TryRead(serialized, out var column);
            column.Ordinals.CopyTo(answer.OrdinalsOf(scheme));
            MessageReader.ReadAll(column.Margins, answer.MarginsOf(scheme));
            column.Reasons.CopyTo(answer.ReasonsOf(scheme));
        }

        return answer;
    }

    private bool TryTake(int scheme, TierColumn column)
    {
        if (column.Ordinals.Count != Count
            || column.BoundaryMargins.Count != (HasMargins ? Count : 0)
            || column.UnrankedReasons.Count != (HasReasons ? Count : 0)
            || column.Ordinals.Any(ordinal => ordinal > sbyte.MaxValue)
            || column.UnrankedReasons.Any(reason => (uint)reason > sbyte.MaxValue))
        {
            return false;
        }

        column.Ordinals.Select(ordinal => (byte)ordinal).ToArray().CopyTo(OrdinalsOf(scheme));
        column.BoundaryMargins.ToArray().CopyTo(MarginsOf(scheme));
        column.UnrankedReasons.Select(reason => (byte)reason).ToArray().CopyTo(ReasonsOf(scheme));
        return true;
    }

    private Span<TEntry> ColumnOf<TEntry>(TEntry[]? columns, int scheme)
    {
        ObjectDisposedException.ThrowIf(ordinals is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(scheme);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(scheme, Schemes);
        return columns is null ? [] : columns.AsSpan(scheme * Count, Count);
    }

    private static void Return<TEntry>(ref TEntry[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<TEntry>.Shared.Return(rented);
            rented = null;
        }
    }

    /// <summary>One column as it came: of ordinals and reasons, each is one byte.</summary>
    [StructLayout(LayoutKind.Auto)]
    private ref struct ColumnBytes
    {
        public ReadOnlySpan<byte> Ordinals { get; private set; }

        public ReadOnlySpan<byte> Margins { get; private set; }

        public ReadOnlySpan<byte> Reasons { get; private set; }

        public static bool TryRead(ReadOnlySpan<byte> message, out ColumnBytes column)
        {
            var fields = new MessageReader(message);
            fields.TryReadBytes(TierAnswerTags.Ordinals, out var ordinals);
            fields.TryReadBytes(TierAnswerTags.Margins, out var margins);
            fields.TryReadBytes(TierAnswerTags.Reasons, out var reasons);
            column = new ColumnBytes { Ordinals = ordinals, Margins = margins, Reasons = reasons };

            // Ordinals are 64 at most, and reasons fewer still.
            return fields.IsAtEnd
                && (margins.IsEmpty || margins.Length == sizeof(float) * ordinals.Length)
                && (reasons.IsEmpty || reasons.Length == ordinals.Length)
                && PackedVarints.AreBytes(ordinals)
                && PackedVarints.AreBytes(reasons);
        }

        public readonly bool IsLike(ColumnBytes other) =>
            Ordinals.Length == other.Ordinals.Length && Margins.Length == other.Margins.Length && Reasons.Length == other.Reasons.Length;
    }
}
