namespace InfluenceGrpc.Cli.Input;

/// <summary>A stream whose beginning can be looked at before it is read, and that counts what is read.</summary>
internal sealed class InputBytes(Stream inner) : Stream
{
    private byte[] peeked = [];
    private int peekedStart;
    private int peekedEnd;

    public long BytesRead { get; private set; }

    public long? BytesTotal => inner.CanSeek ? inner.Length : null;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The first <paramref name="count"/> bytes, or all where there are fewer; they are still to be read.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        peeked = new byte[count];
        peekedEnd = await inner.ReadAtLeastAsync(peeked, count, throwOnEndOfStream: false, cancellationToken);
        return peeked.AsMemory(0, peekedEnd);
    }

    public void Skip(int count)
    {
        peekedStart += count;
        BytesRead += count;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = ReadPeeked(buffer.Span);
        read = read > 0 ? read : await inner.ReadAsync(buffer, cancellationToken);
        BytesRead += read;
        return read;
    }

    public override int Read(Span<byte> buffer)
    {
        var read = ReadPeeked(buffer);
        read = read > 0 ? read : inner.Read(buffer);
        BytesRead += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }

    private int ReadPeeked(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, peekedEnd - peekedStart);
        peeked.AsSpan(peekedStart, count).CopyTo(buffer);
        peekedStart += count;
        if (peekedStart == peekedEnd)
        {
            peeked = [];
            peekedStart = peekedEnd = 0;
        }

        return count;
    }
}
