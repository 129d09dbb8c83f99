using InfluenceGrpc.Server.Contract;

namespace InfluenceGrpc.Server.Services;

/// <summary>What comes of a compressed message, which is in memory: whatever goes wrong in reading it is wrong with its bytes.</summary>
/// <param name="inflating">What decompresses it.</param>
/// <param name="encoding">How it is said to be compressed.</param>
internal sealed class CheckedInflation(Stream inflating, string encoding) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            return inflating.Read(buffer);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw Errors.BrokenFrame($"it is not compressed with {encoding}, as its headers say.").ToException();
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inflating.Dispose();
        }

        base.Dispose(disposing);
    }
}
