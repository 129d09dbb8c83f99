using System.IO.Pipelines;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace InfluenceGrpc.Server.Streaming;

/// <summary>
/// A request body that counts every byte it brings as a sign of life: a large chunk on a slow line takes longer than any
/// limit on lying still, and is not lying still.
/// </summary>
internal sealed class WatchedBody(PipeReader body) : PipeReader, IRequestBodyPipeFeature
{
    public PipeReader Reader => this;

    /// <summary>Who is told of the bytes; set when the call begins to be watched.</summary>
    public ActivityWatch? Watch { get; set; }

    /// <summary>Middleware: the gRPC library takes hold of a stream's body before the stream's own code runs.</summary>
    public static Task AttachAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.Type is MethodType.DuplexStreaming or MethodType.ClientStreaming)
        {
            context.Features.Set<IRequestBodyPipeFeature>(new WatchedBody(context.Request.BodyReader));
        }

        return next(context);
    }

    /// <summary>The body that a stream's call came with.</summary>
    public static WatchedBody Of(HttpContext context) => (WatchedBody)context.Features.GetRequiredFeature<IRequestBodyPipeFeature>();

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var result = await body.ReadAsync(cancellationToken);
        Watch?.Touch();
        return result;
    }

    public override bool TryRead(out ReadResult result) => body.TryRead(out result);

    public override void AdvanceTo(SequencePosition consumed) => body.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => body.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => body.CancelPendingRead();

    public override void Complete(Exception? exception = null) => body.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => body.CompleteAsync(exception);
}
