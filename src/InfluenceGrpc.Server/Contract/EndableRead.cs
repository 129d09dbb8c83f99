using System.IO.Pipelines;

namespace InfluenceGrpc.Server.Contract;

/// <summary>Reading a body that may never come.</summary>
internal static class EndableRead
{
    /// <summary>Reads until a token ends it.</summary>
    /// <remarks>
    /// A read over HTTP/1.1 that its own token ends counts as under way for ever: Kestrel could not drop the rest of the body, and would log
    /// that as an error, as often as strangers like. One that is called off is over as soon as what it brings is given back.
    /// </remarks>
    /// <param name="body">The body.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static async ValueTask<ReadResult> ReadUntilAsync(this PipeReader body, CancellationToken cancellationToken)
    {
        await using var ending = cancellationToken.UnsafeRegister(static body => ((PipeReader)body!).CancelPendingRead(), body);
        var read = await body.ReadAsync(CancellationToken.None);
        if (read.IsCanceled && cancellationToken.IsCancellationRequested)
        {
            body.AdvanceTo(read.Buffer.Start);
            throw new OperationCanceledException(cancellationToken);
        }

        return read;
    }
}
