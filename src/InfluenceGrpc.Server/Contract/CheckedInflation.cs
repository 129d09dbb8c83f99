using InfluenceGrpc.Server.Admission;

namespace InfluenceGrpc.Server.Contract;

/// <summary>What a compressed message becomes. What goes wrong is the caller's fault and told as such.</summary>
/// <param name="inflated">Closed with this one.</param>
internal sealed class CheckedInflation(Stream inflated) : Stream
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

    /// <exception cref="Grpc.Core.RpcException">It is not compressed as was said.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="Grpc.Core.RpcException">It is not compressed as was said, or there is no memory for it.</exception>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            var bytes = inflated.Read(buffer);
            CallMemory.Current?.Inflate(bytes);
            return bytes;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw Errors.NotCompressed(exception.Message).ToException();
        }
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inflated.Dispose();
        }

        base.Dispose(disposing);
    }
}
