using System.Buffers;
using Influence.V1;
using InfluenceGrpc.Protocol.Wire;

namespace InfluenceGrpc.Client.Streaming;

/// <summary>
/// Writes chunks of follower counts as they are sent, into memory that is used again: what the official library makes of the same
/// message, without the message.
/// </summary>
internal sealed class FollowersWriter(Platform platform)
{
    /// <summary>The most that an unknown count adds: its place among the counts, and its number.</summary>
    public const int MissingBytes = 1 + MostIndexBytes;

    private const int MostIndexBytes = 5;

    private const byte ChunkTag = (StreamClassifyTiersRequest.ChunkFieldNumber << 3) | 2;
    private const byte SequenceTag = StreamClassifyTiersChunk.SequenceFieldNumber << 3;
    private const byte ItemsTag = (StreamClassifyTiersChunk.ItemsFieldNumber << 3) | 2;

    // Before the counts: five tags and lengths of what they lie in, and a sequence.
    private const int MostBefore = 48;
    private const int UsualBytes = (64 * 1024) - MostBefore;

    private readonly List<uint> missing = [];
    private byte[] output = [];
    private int end = MostBefore;

    /// <summary>Counts written, unknown ones included.</summary>
    public int Count { get; private set; }

    private int Bytes => end - MostBefore + (MostIndexBytes * missing.Count);

    /// <summary>Adds one; null where it is not known.</summary>
    public void Add(ulong? count)
    {
        if (count is null)
        {
            missing.Add((uint)Count);
        }

        MakeRoom(PackedVarints.MostBytes);
        end += PackedVarints.Write(count ?? 0, output.AsSpan(end));
        Count++;
    }

    /// <summary>Adds as many as there is room for: none once the chunk is full, and at least one to an empty one.</summary>
    /// <param name="counts">In which <see cref="FollowerCounts.Missing"/> is one that is not known.</param>
    /// <param name="most">How large the chunk may be.</param>
    /// <returns>How many were added.</returns>
    public int Add(ReadOnlySpan<ulong> counts, ChunkLimits most)
    {
        var added = 0;
        while (added < counts.Length && Count < most.Items && (Count == 0 || Bytes + PackedVarints.MostBytes <= most.Bytes))
        {
            var rest = counts[added..Math.Min(counts.Length, added + most.Items - Count)];
            var known = rest.IndexOf(FollowerCounts.Missing);
            if (known == 0)
            {
                Add(null);
                added++;
                continue;
            }

            added += AddKnown(known < 0 ? rest : rest[..known], most.Bytes);
        }

        return added;
    }

    /// <summary>The message of the chunk; what is added next begins a new one.</summary>
    public TierRequest Take(ulong sequence)
    {
        var counts = end - MostBefore;
        var missingBytes = 0;
        foreach (var index in missing)
        {
            missingBytes += MessageWriter.SizeOfVarint(index);
        }

        // As protobuf has it, a negative number is one of 64 bits.
        var platformNumber = (ulong)(long)(int)platform;
        var behind = MessageWriter.SizeOfNumber(platformNumber) + MessageWriter.SizeOfBytes(missingBytes);
        MakeRoom(behind);
        var columns = MessageWriter.SizeOfBytes(counts) + behind;
        var items = MessageWriter.SizeOfMessage(columns);
        var chunk = MessageWriter.SizeOfNumber(sequence) + MessageWriter.SizeOfMessage(items);
        var whole = MessageWriter.SizeOfMessage(chunk);
        var begin = end + behind - whole;

        var before = new MessageWriter(output.AsSpan(begin));
        before.BeginMessage(ChunkTag, chunk);
        before.WriteNumber(SequenceTag, sequence);
        before.BeginMessage(ItemsTag, items);
        before.BeginMessage(FollowerColumnTags.Columns, columns);
        before.BeginBytes(FollowerColumnTags.Followers, counts);

        var after = new MessageWriter(output.AsSpan(end, behind));
        after.WriteNumber(FollowerColumnTags.Platform, platformNumber);
        after.BeginBytes(FollowerColumnTags.Missing, missingBytes);
        foreach (var index in missing)
        {
            after.WriteVarint(index);
        }

        var message = TierRequest.Of(output, begin, whole);
        output = [];
        end = MostBefore;
        Count = 0;
        missing.Clear();
        return message;
    }

    private int AddKnown(ReadOnlySpan<ulong> counts, int mostBytes)
    {
        // An empty chunk takes one, whatever its limit.
        var room = Math.Max(PackedVarints.MostBytes, mostBytes - Bytes);
        var wanted = Math.Min(room, counts.Length * (long)PackedVarints.MostBytes);
        MakeRoom((int)Math.Min(wanted, UsualBytes));
        var added = PackedVarints.Write(counts, output.AsSpan(end, Math.Min(room, output.Length - end)), out var bytes);
        end += bytes;
        Count += added;
        return added;
    }

    private void MakeRoom(int bytes)
    {
        if (output.Length - end >= bytes)
        {
            return;
        }

        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(MostBefore + UsualBytes, Math.Max(2 * output.Length, end + bytes)));
        output.AsSpan(0, output.Length == 0 ? 0 : end).CopyTo(larger);
        if (output.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(output);
        }

        output = larger;
    }
}
