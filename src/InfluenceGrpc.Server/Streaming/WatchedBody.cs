using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.AspNetCore.Server;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using Microsoft.AspNetCore.Http.Features;

namespace InfluenceGrpc.Server.Streaming;

/// <summary>
/// A request body that counts every byte it brings as a sign of life: a large chunk on a slow line takes longer than any
/// limit on lying still, and is not lying still. It also tells of frames that are none: see <see cref="FrameHead"/>.
/// </summary>
/// <remarks>
/// The gRPC library takes whole frames from a body, so that whatever is read begins with one.
/// </remarks>
internal sealed class WatchedBody(PipeReader body, int maxMessageBytes) : PipeReader, IRequestBodyPipeFeature
{
    public PipeReader Reader => this;

    /// <summary>Who is told of the bytes; set when the call begins to be watched.</summary>
    public ActivityWatch? Watch { get; set; }

    /// <summary>Middleware: the gRPC library takes hold of a body before the call's own code runs.</summary>
    public static Task AttachAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is not null)
        {
            var limits = context.RequestServices.GetRequiredService<LimitOptions>();
            context.Features.Set<IRequestBodyPipeFeature>(new WatchedBody(context.Request.BodyReader, limits.MaxMessageBytes));
        }

        return next(context);
    }

    /// <summary>The body that a stream's call came with.</summary>
    public static WatchedBody Of(HttpContext context) => (WatchedBody)context.Features.GetRequiredFeature<IRequestBodyPipeFeature>();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var result = await body.ReadAsync(cancellationToken);
        Watch?.Touch();
        ThrowIfNoFrame(result);
        return result;
    }

    public override bool TryRead(out ReadResult result)
    {
        var isRead = body.TryRead(out result);
        if (isRead)
        {
            ThrowIfNoFrame(result);
        }

        return isRead;
    }

    public override void AdvanceTo(SequencePosition consumed) => body.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => body.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => body.CancelPendingRead();

    public override void Complete(Exception? exception = null) => body.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => body.CompleteAsync(exception);

    private void ThrowIfNoFrame(ReadResult result)
    {
        if (FrameHead.FaultOf(result.Buffer, maxMessageBytes) is { } fault)
        {
            // Whoever is told of the fault never sees the bytes, and so cannot give them back.
            body.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            throw fault;
        }
    }
}
