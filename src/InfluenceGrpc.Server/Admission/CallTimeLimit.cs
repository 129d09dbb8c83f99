using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Admission;

/// <summary>
/// Cuts off unary calls that take too long: a message that comes byte by byte, or an answer that nobody reads, would else hold a
/// place and memory for as long as its client likes. Streams are watched for lying still instead.
/// </summary>
/// <remarks>
/// The stream of HTTP/2 is reset, and no status is sent: a client that does not read would not read that either. A deadline of gRPC's,
/// put into the request here, was rejected: the library would first wait to send its status.
/// </remarks>
internal sealed class CallTimeLimit(LimitOptions limits, TimeProvider time)
{
    // What Kestrel takes of an answer before it makes its writer wait.
    private const int MostWithoutWaiting = 64 * 1024;

    /// <summary>Runs a unary call until its answer is taken, or all but a small part of it.</summary>
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        // Its disposal waits for a cut that is under way: Kestrel gives the context to another call afterwards.
        await using var timer = time.CreateTimer(
            static call => ((HttpContext)call!).Abort(), context, limits.CallTimeout, Timeout.InfiniteTimeSpan);
        await next(context);

        // The library leaves it to Kestrel to send what a unary call answers, so a call would be over, and its place given to the
        // next, with up to a megabyte waiting for a client that never reads it.
        if (context.Response.BodyWriter is { CanGetUnflushedBytes: true, UnflushedBytes: > MostWithoutWaiting } answer)
        {
            try
            {
                await answer.FlushAsync(context.RequestAborted);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The client has gone, or was cut off: nobody is left to answer.
            }
        }
    }
}
