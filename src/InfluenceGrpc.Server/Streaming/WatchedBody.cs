using System.IO.Pipelines;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Services;
using Microsoft.AspNetCore.Http.Features;

namespace InfluenceGrpc.Server.Streaming;

/// <summary>
/// A request body that counts every byte it brings as a sign of life: a large chunk on a slow line takes longer than any
/// limit on lying still, and is not lying still. And it tells what the gRPC library, which reads a unary call's message outside of
/// all code of ours, would take for our fault and log: what no message begins with, and a caller who leaves in the middle of one.
/// </summary>
internal sealed class WatchedBody(PipeReader body) : PipeReader, IRequestBodyPipeFeature
{
    public PipeReader Reader => this;

    /// <summary>Who is told of the bytes; set when the call begins to be watched.</summary>
    public ActivityWatch? Watch { get; set; }

    /// <summary>Middleware: the gRPC library takes hold of a body before the call's own code runs.</summary>
    public static Task AttachAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is not null)
        {
            context.Features.Set<IRequestBodyPipeFeature>(new WatchedBody(context.Request.BodyReader));
        }

        return next(context);
    }

    /// <summary>The body that a call came with.</summary>
    public static WatchedBody Of(HttpContext context) => (WatchedBody)context.Features.GetRequiredFeature<IRequestBodyPipeFeature>();

    /// <exception cref="RpcException">No message begins like this, or the caller has gone.</exception>
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        ReadResult result;
        try
        {
            result = await body.ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (ClientGoneException.IsSaidBy(exception, cancellationToken))
        {
            throw Errors.Cancelled().ToException();
        }

        Watch?.Touch();
        ThrowIfBroken(result);
        return result;
    }

    /// <exception cref="RpcException">No message begins like this.</exception>
    public override bool TryRead(out ReadResult result)
    {
        var isRead = body.TryRead(out result);
        if (isRead)
        {
            ThrowIfBroken(result);
        }

        return isRead;
    }

    /// <exception cref="RpcException">The caller has gone.</exception>
    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    /// <exception cref="RpcException">The caller has gone.</exception>
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        try
        {
            body.AdvanceTo(consumed, examined);
        }
        catch (IOException)
        {
            // Kestrel tells of a departure here too.
            throw Errors.Cancelled().ToException();
        }
    }

    public override void CancelPendingRead() => body.CancelPendingRead();

    public override void Complete(Exception? exception = null) => body.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => body.CompleteAsync(exception);

    // The library takes whole messages and leaves the rest, so what is read begins with a message every time. Whoever is told of the
    // fault never sees the bytes, and so cannot give them back.
    private void ThrowIfBroken(in ReadResult result)
    {
        if (MessagePrefix.FaultOf(result.Buffer) is { } fault)
        {
            body.AdvanceTo(result.Buffer.Start);
            throw fault.ToException();
        }
    }
}
