using System.Buffers.Binary;

namespace InfluenceGrpc.Server.Profiles.Embedded;

/// <summary>What the first bytes of a file say of it, read without SQLite, which could make files beside it.</summary>
/// <param name="ApplicationId">Whose database it is; 0 where it does not say, null where the file is no database.</param>
/// <param name="IsNew">It is a database, nobody's, in which nothing was made yet.</param>
internal readonly record struct DatabaseHeader(int? ApplicationId, bool IsNew)
{
    // https://www.sqlite.org/fileformat2.html: the header, and after it that of the first page of the schema's tree.
    private const int UserVersionOffset = 60;
    private const int ApplicationIdOffset = 68;
    private const int TreeOffset = 100;
    private const int CellsOffset = TreeOffset + 3;
    private const int Length = CellsOffset + 2;
    private const byte LeafOfTable = 13;

    private static ReadOnlySpan<byte> Magic => "SQLite format 3\0"u8;

    /// <summary>Reads a file's header.</summary>
    /// <param name="path">Of a file that no connection of this process has open: closing the handle would drop its locks.</param>
    /// <returns>Null where there is no file, or an empty one.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DatabaseHeader? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[Length];
        using var file = File.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var read = file.ReadAtLeast(bytes, Length, throwOnEndOfStream: false);
        if (read == 0)
        {
            return null;
        }

        if (read < Length || !bytes.StartsWith(Magic))
        {
            return default(DatabaseHeader);
        }

        var application = BinaryPrimitives.ReadInt32BigEndian(bytes[ApplicationIdOffset..]);
        var isEmpty = bytes[TreeOffset] == LeafOfTable && BinaryPrimitives.ReadUInt16BigEndian(bytes[CellsOffset..]) == 0;
        return new(application, application == 0 && BinaryPrimitives.ReadInt32BigEndian(bytes[UserVersionOffset..]) == 0 && isEmpty);
    }
}
