namespace InfluenceGrpc.Fuzzing.Files;

/// <summary>Gives bytes in pieces of any length, as pipes do.</summary>
internal sealed class DribblingStream(byte[] bytes, Random random) : MemoryStream(bytes, writable: false)
{
    public override bool CanSeek => false;

    public override int Read(Span<byte> buffer) => base.Read(buffer[..Piece(buffer.Length)]);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Piece(count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

    // A file of a megabyte is not to be read byte by byte.
    private int Piece(int most) => Math.Min(most, random.Next(1, (int)Math.Max(8, Length / 20)));
}
