namespace InfluenceGrpc.Cli.Tests;

/// <summary>Gives its bytes and then nothing, without ending, as a pipe does whose writer is busy.</summary>
internal sealed class StallingStream(byte[] bytes) : MemoryStream(bytes)
{
    private readonly TaskCompletionSource stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override bool CanSeek => false;

    public Task Stalled => stalled.Task;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken);
        if (read == 0)
        {
            stalled.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return read;
    }
}
