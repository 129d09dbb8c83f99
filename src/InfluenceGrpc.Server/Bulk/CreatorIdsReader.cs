using System.Buffers;
using System.Text.Unicode;
using InfluenceGrpc.Protocol.Wire;
using InfluenceGrpc.Server.Profiles;
using V1 = Influence.V1;

namespace InfluenceGrpc.Server.Bulk;

/// <summary>Reads influence.v1.CreatorIds without a string for each.</summary>
internal static class CreatorIdsReader
{
    private const byte IdTag = (V1.CreatorIds.CreatorIds_FieldNumber << 3) | 2;

    /// <summary>The ids of a serialized message; null where it does not look like most, or is broken.</summary>
    public static CreatorIdList? Read(ReadOnlySpan<byte> message)
    {
        var count = 0;
        for (var fields = new MessageReader(message); !fields.IsAtEnd; count++)
        {
            if (!fields.TryReadBytes(IdTag, out _))
            {
                return null;
            }
        }

        // A byte of UTF-8 is a character at most.
        var chars = ArrayPool<char>.Shared.Rent(message.Length);
        var ends = ArrayPool<int>.Shared.Rent(count);
        var ids = new CreatorIdList(chars, ends, count);
        var rest = new MessageReader(message);
        var end = 0;
        for (var i = 0; i < count; i++)
        {
            rest.TryReadBytes(IdTag, out var id);
            if (Utf8.ToUtf16(id, chars.AsSpan(end), out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
            {
                ids.Dispose();
                return null;
            }

            end += written;
            ends[i] = end;
        }

        return ids;
    }
}
