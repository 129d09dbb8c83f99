using System.Buffers;
using System.IO.Pipelines;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Services;
using Microsoft.AspNetCore.Http.Features;

namespace InfluenceGrpc.Server.Streaming;

/// <summary>
/// A request body that counts every byte it brings, as a sign of life (a large chunk on a slow line takes longer than any limit on lying
/// still, and is not lying still) and as memory. And it tells what the gRPC library, which reads messages outside of all code of ours,
/// would take for the server's fault: what no message begins with, messages that are cut short, too many or none, a caller who leaves in
/// the middle of one.
/// </summary>
/// <param name="body">What comes.</param>
/// <param name="memory">Told of what has come and is not read yet.</param>
/// <param name="isEncoded">Whether the call says how its messages are compressed.</param>
/// <param name="isSingle">Whether the call must have one message; else it may have any number.</param>
/// <param name="mostBytes">Bytes that a message may have: the library refuses larger ones, whether they come whole or not.</param>
internal sealed class WatchedBody(PipeReader body, CallMemory memory, bool isEncoded, bool isSingle, int mostBytes)
    : PipeReader, IRequestBodyPipeFeature
{
    private ReadOnlySequence<byte> unread;
    private bool hasMessage;
    private Room room;
    private volatile Google.Rpc.Status? end;

    private enum Room
    {
        None,
        ToCome,
        ToRead,
    }

    public PipeReader Reader => this;

    /// <summary>Who is told of the bytes; set when the call begins to be watched.</summary>
    public ActivityWatch? Watch { get; set; }

    /// <summary>Middleware: the gRPC library takes hold of a body before the call's own code runs.</summary>
    public static Task AttachAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method is not { } method)
        {
            return next(context);
        }

        var isSingle = method.Type is MethodType.Unary or MethodType.ServerStreaming;
        context.Features.Set<IRequestBodyPipeFeature>(new WatchedBody(
            context.Request.BodyReader,
            CallMemory.Of(context),
            context.Request.Headers["grpc-encoding"] is [{ } encoding] && encoding != "identity",
            isSingle,
            MethodRules.Of(method.FullName).IsQuestion
                ? LimitOptions.MaxQuestionBytes
                : context.RequestServices.GetRequiredService<LimitOptions>().MaxMessageBytes));
        return next(context);
    }

    /// <summary>The body that a call came with.</summary>
    public static WatchedBody Of(HttpContext context) => (WatchedBody)context.Features.GetRequiredFeature<IRequestBodyPipeFeature>();

    /// <summary>Ends whoever reads with a status, now or when they read again.</summary>
    public void End(Google.Rpc.Status status)
    {
        end = status;
        body.CancelPendingRead();
    }

    /// <exception cref="RpcException">No message looks like this, there is no memory for it, or the caller has gone.</exception>
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
        Check(result);
        if (!isSingle && MessagePrefix.LengthOf(result.Buffer) is { } length && length <= mostBytes)
        {
            await MakeRoomAsync(result.Buffer, MessagePrefix.Length + length, cancellationToken);
        }

        return result;
    }

    /// <exception cref="RpcException">No message looks like this, or there is no memory for it.</exception>
    public override bool TryRead(out ReadResult result)
    {
        var isRead = body.TryRead(out result);
        if (isRead)
        {
            Check(result);
        }

        return isRead;
    }

    /// <exception cref="RpcException">The caller has gone.</exception>
    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    /// <exception cref="RpcException">The caller has gone.</exception>
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        var left = unread.Slice(consumed).Length;
        if (room == Room.ToRead && left < unread.Length)
        {
            // The message that there was room made for.
            memory.Arrived();
            room = Room.None;
        }

        memory.Arrive(left);
        unread = default;
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

    // For what comes before more of it does than HTTP/2 lets a client send unasked; and for what becomes of it when it has come.
    private async ValueTask MakeRoomAsync(ReadOnlySequence<byte> buffer, long length, CancellationToken cancellationToken)
    {
        try
        {
            if (room == Room.None)
            {
                await memory.MakeRoomToComeAsync(length, cancellationToken);
                room = Room.ToCome;
                memory.Arrive(buffer.Length);
            }

            if (room == Room.ToCome && buffer.Length >= length)
            {
                await memory.MakeRoomToReadAsync(length, cancellationToken);
                room = Room.ToRead;
            }
        }
        catch
        {
            body.AdvanceTo(buffer.End);
            throw;
        }
    }

    // Whoever is told of a fault never sees the bytes, and so cannot give them back. All of them are dropped: less than was looked at
    // before would upset Kestrel's count of the client's window, and it would close the connection.
    private void Check(in ReadResult result)
    {
        try
        {
            if ((end ?? FaultOf(result)) is { } fault)
            {
                throw fault.ToException();
            }

            memory.Arrive(result.Buffer.Length);
            unread = result.Buffer;
        }
        catch (RpcException)
        {
            body.AdvanceTo(result.Buffer.End);
            throw;
        }
    }

    // The library takes whole messages and leaves the rest, so what is read begins with a message every time.
    private Google.Rpc.Status? FaultOf(in ReadResult result)
    {
        var buffer = result.Buffer;
        if (hasMessage && !buffer.IsEmpty)
        {
            return Errors.MessagesTooMany();
        }

        if (MessagePrefix.FaultOf(buffer, isEncoded) is { } fault)
        {
            return fault;
        }

        var rest = MessagePrefix.LengthOf(buffer) is { } length ? buffer.Length - MessagePrefix.Length - length : -1;
        if (rest < 0 && result.IsCompleted)
        {
            return buffer.IsEmpty ? AbsentWhereNeeded() : IsTooLarge(buffer) ? null : Errors.MessageCutOff();
        }

        hasMessage |= isSingle && rest >= 0;
        return hasMessage && rest > 0 ? Errors.MessagesTooMany() : null;
    }

    private Google.Rpc.Status? AbsentWhereNeeded() => isSingle && !hasMessage ? Errors.MessageAbsent() : null;

    private bool IsTooLarge(in ReadOnlySequence<byte> buffer) => MessagePrefix.LengthOf(buffer) > mostBytes;
}
