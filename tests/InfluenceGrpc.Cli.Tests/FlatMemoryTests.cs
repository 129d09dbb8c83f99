using System.Text;

namespace InfluenceGrpc.Cli.Tests;

/// <summary>A file ten times as long takes no more memory.</summary>
[Collection(nameof(FlatMemoryTests))]
public class FlatMemoryTests(CliServer server) : IClassFixture<CliServer>
{
    // A million rows held as the least that they could be held as, a string of 25 characters each, are 72 MB.
    private const long AllowedGrowthBytes = 16 << 20;

    [Fact]
    public async Task Classify_TenTimesTheRows_KeepsMemoryFlat()
    {
        await PeakAsync(20_000);
        var small = await PeakAsync(100_000);
        var large = await PeakAsync(1_000_000);

        Assert.True(large - small < AllowedGrowthBytes, $"{small:N0} bytes live at most with 100,000 rows, {large:N0} with 1,000,000.");
    }

    private async Task<long> PeakAsync(int rows)
    {
        using var input = new RowStream(rows);
        var output = server.PathOf("flat.csv");

        var run = await CliRun.AsAsync(server.Address, input, default, "classify", "-", "--out", output, "--scheme", "harvard-media,iab-uk");

        Assert.Equal(ExitCodes.Success, run.ExitCode);
        Assert.Contains($"-: {rows:N0} creators", run.Output, StringComparison.Ordinal);
        Assert.Equal(rows + 1, File.ReadLines(output).Count());
        return input.PeakBytes;
    }

    /// <summary>Makes rows as they are read, and measures what is alive every two MiB.</summary>
    private sealed class RowStream(int rows) : Stream
    {
        private const int Interval = 2 << 20;

        private byte[] pending = Encoding.ASCII.GetBytes("id,followers,note\n");
        private int offset;
        private int made;
        private int sinceMeasured = Interval;

        public long PeakBytes { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer)
        {
            if (offset == pending.Length && made < rows)
            {
                var text = new StringBuilder();
                for (var end = Math.Min(rows, made + 1000); made < end; made++)
                {
                    text.Append('c').Append(made).Append(',').Append(made * 7919L % 5_000_000).Append(",some more text\n");
                }

                pending = Encoding.ASCII.GetBytes(text.ToString());
                offset = 0;
            }

            var count = Math.Min(buffer.Length, pending.Length - offset);
            pending.AsSpan(offset, count).CopyTo(buffer);
            offset += count;
            sinceMeasured += count;
            if (sinceMeasured >= Interval)
            {
                sinceMeasured = 0;
                PeakBytes = Math.Max(PeakBytes, GC.GetTotalMemory(forceFullCollection: true));
            }

            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
