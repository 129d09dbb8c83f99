using System.Buffers;
using System.IO.Pipelines;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using Microsoft.AspNetCore.Http.Features;

namespace InfluenceGrpc.Server.Connect;

/// <summary>
/// The body of a Connect call as the gRPC library reads it. Nothing of it is read before the library asks for it: who is turned away
/// costs no more than over gRPC.
/// </summary>
/// <param name="context">The call's.</param>
/// <param name="body">What is sent.</param>
/// <param name="given">The message, where it is not in the body; null where it is.</param>
/// <param name="message">Makes of it what the library reads.</param>
/// <param name="isAnswered">Whether the call has its answer: what comes then is nobody's business any more.</param>
internal sealed class ConnectRequestBody(HttpContext context, PipeReader body, byte[]? given, ConnectMessage message, Func<bool> isAnswered)
    : PipeReader, IRequestBodyPipeFeature
{
    private ReadOnlySequence<byte> rest;
    private bool isRead;
    private bool isPassedOn;
    private volatile bool isCancelled;

    public PipeReader Reader => this;

    /// <summary>What Kestrel said of the body when it was none; it wants to hear that again from whoever answers.</summary>
    public BadHttpRequestException? Broken { get; private set; }

    /// <exception cref="Grpc.Core.RpcException">It is not the message of this call, it is too large, or there is no memory for it.</exception>
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (isPassedOn || (!isRead && isAnswered()))
        {
            isPassedOn = true;
            return await ReadSentAsync(cancellationToken);
        }

        if (!isRead)
        {
            var memory = CallMemory.Of(context);
            if (given is not null)
            {
                Keep(await message.FrameOfAsync(new(given), memory, cancellationToken));
            }
            else if (!await ReadAllAsync(memory, cancellationToken))
            {
                return new ReadResult(default, isCanceled: true, isCompleted: false);
            }
        }

        return new ReadResult(rest, isCanceled: false, isCompleted: true);
    }

    public override bool TryRead(out ReadResult result)
    {
        if (isPassedOn)
        {
            return body.TryRead(out result);
        }

        result = isRead ? new ReadResult(rest, isCanceled: false, isCompleted: true) : default;
        return isRead;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (isPassedOn)
        {
            body.AdvanceTo(consumed, examined);
        }
        else if (isRead)
        {
            rest = rest.Slice(consumed);
        }
    }

    public override void CancelPendingRead()
    {
        isCancelled = true;
        body.CancelPendingRead();
    }

    public override void Complete(Exception? exception = null) => body.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => body.CompleteAsync(exception);

    // False where waiting for it was ended. Kestrel ends it too, of its own, when it begins to shut down: that is no business of calls
    // under way.
    private async ValueTask<bool> ReadAllAsync(CallMemory memory, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await ReadSentAsync(cancellationToken);
            if (read.IsCanceled && isCancelled)
            {
                isCancelled = false;
                body.AdvanceTo(read.Buffer.Start);
                return false;
            }

            try
            {
                if (read.Buffer.Length > message.MostBytes)
                {
                    throw Errors.TooManyBytes(message.MostBytes, (int)read.Buffer.Length, read.IsCompleted).ToException();
                }

                memory.Arrive(read.Buffer.Length);
                if (read.IsCompleted)
                {
                    Keep(await message.FrameOfAsync(read.Buffer, memory, cancellationToken));
                    body.AdvanceTo(read.Buffer.End);
                    return true;
                }
            }
            catch
            {
                // Whoever is told of a fault never sees the bytes, and so cannot give them back.
                body.AdvanceTo(read.Buffer.End);
                throw;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private async ValueTask<ReadResult> ReadSentAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadUntilAsync(cancellationToken);
        }
        catch (BadHttpRequestException exception)
        {
            Broken = exception;
            throw;
        }
        catch (IOException)
        {
            // The client has gone. Kestrel would wait for the rest of its body all the same, and log that it cannot.
            context.Abort();
            throw;
        }
    }

    private void Keep(byte[] frame)
    {
        rest = new(frame);
        isRead = true;
    }
}
