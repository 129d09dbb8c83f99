using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Streaming;
using Microsoft.AspNetCore.Http.Features;

namespace InfluenceGrpc.Server.Admission;

/// <summary>
/// Ends unary calls that take too long: a message that comes byte by byte, or an answer that nobody reads, would else hold a
/// place and memory for as long as its client likes. Streams are watched for lying still instead.
/// </summary>
/// <remarks>
/// Whoever is slow to send is told so, and its call is over. Whoever does not read would not read that either: what is still there a
/// moment later is reset. A deadline of gRPC's, put into the request here, was rejected: the library would first wait to send its status.
/// </remarks>
internal sealed class CallTimeLimit(LimitOptions limits, TimeProvider time)
{
    // What Kestrel takes of an answer before it makes its writer wait.
    private const int MostWithoutWaiting = 64 * 1024;

    private static readonly TimeSpan BeforeReset = TimeSpan.FromSeconds(1);

    private readonly Google.Rpc.Status timedOut = Errors.CallTimedOut(limits.CallTimeout);

    /// <summary>Runs a unary call until its answer is taken, or all but a small part of it.</summary>
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        // Its disposal waits for what is under way: Kestrel gives the context to another call afterwards.
        await using var ending = new Ending(context, timedOut, time, limits.CallTimeout);
        try
        {
            await next(context);
            await SendAsync(context);
        }
        finally
        {
            if (ending.IsReset)
            {
                // Nobody is told any more, but those who count calls.
                context.Features.Set(timedOut);
            }
        }
    }

    // The library leaves it to Kestrel to send what a unary call answers, so a call would be over, and its place given to the
    // next, with up to a megabyte waiting for a client that never reads it.
    private static async Task SendAsync(HttpContext context)
    {
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

    private sealed class Ending : IAsyncDisposable
    {
        private readonly HttpContext context;
        private readonly Google.Rpc.Status status;
        private readonly ITimer timer;
        private bool isTold;
        private volatile bool isReset;

        public Ending(HttpContext context, Google.Rpc.Status status, TimeProvider time, TimeSpan limit)
        {
            this.context = context;
            this.status = status;

            // It is set when it is known here, which is asked for by what it runs.
            timer = time.CreateTimer(static ending => ((Ending)ending!).Run(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change(limit, Timeout.InfiniteTimeSpan);
        }

        public bool IsReset => isReset;

        public ValueTask DisposeAsync() => timer.DisposeAsync();

        private void Run()
        {
            if (isTold)
            {
                isReset = true;
                context.Abort();
                return;
            }

            isTold = true;

            // Another body where the call is not that far yet, or is refused.
            (context.Features.Get<IRequestBodyPipeFeature>() as WatchedBody)?.End(status);
            timer.Change(BeforeReset, Timeout.InfiniteTimeSpan);
        }
    }
}
