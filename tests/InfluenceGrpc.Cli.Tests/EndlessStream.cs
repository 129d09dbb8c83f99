namespace InfluenceGrpc.Cli.Tests;

/// <summary>Blanks without end, counted as they are taken.</summary>
internal sealed class EndlessStream : MemoryStream
{
    public long Taken { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        buffer.Span.Fill((byte)' ');
        Taken += buffer.Length;
        return ValueTask.FromResult(buffer.Length);
    }
}
