using Grpc.Core;
using InfluenceGrpc.Server.Contract;
using Microsoft.AspNetCore.Http.Features;

namespace InfluenceGrpc.Server.Admission;

/// <summary>What one call holds of the <see cref="MemoryBudget"/>. All of it goes back when the call ends.</summary>
/// <remarks>A call reads and answers at the same time, so both may take and give at once.</remarks>
internal sealed class CallMemory(MemoryBudget budget) : IDisposable
{
    // What grows by doubling holds twice what it copies from.
    private const int InflatedTimes = 3;

    private static readonly AsyncLocal<CallMemory?> Ambient = new();

    private readonly Lock gate = new();
    private long held;
    private long arriving;
    private long message;
    private bool isInflating;
    private bool isOver;

    /// <summary>
    /// The memory of the call that this code runs for; null outside of calls. For what the gRPC library asks to inflate and to read
    /// messages, which it does without saying for whom; everybody else uses <see cref="Of(HttpContext)"/>.
    /// </summary>
    public static CallMemory? Current => Ambient.Value;

    /// <summary>The memory of a call.</summary>
    public static CallMemory Of(HttpContext context) => context.Features.GetRequiredFeature<CallMemory>();

    /// <summary>The memory of a call.</summary>
    public static CallMemory Of(ServerCallContext context) => Of(context.GetHttpContext());

    /// <summary>Begins to count a call.</summary>
    public static CallMemory Begin(HttpContext context, MemoryBudget budget)
    {
        var memory = new CallMemory(budget);
        context.Features.Set(memory);
        Ambient.Value = memory;
        return memory;
    }

    /// <summary>Bytes that a message may become.</summary>
    public long MostOfMessage => budget.MostOfMessage;

    /// <summary>Tells how many bytes of messages have come and are not read yet.</summary>
    /// <exception cref="RpcException">There is no room for them.</exception>
    public void Arrive(long bytes)
    {
        if (bytes > arriving)
        {
            Take(bytes - arriving);
        }
        else
        {
            Give(arriving - bytes);
        }

        arriving = bytes;
    }

    /// <summary>Tells that a compressed message becomes larger by so many bytes.</summary>
    /// <exception cref="RpcException">There is no room for them.</exception>
    public void Inflate(int bytes)
    {
        if (!isInflating)
        {
            ForgetMessage();
            isInflating = true;
        }

        TakeForMessage((long)InflatedTimes * bytes);
    }

    /// <summary>Tells what a message takes as soon as it is read. The one before it is over, unless it was handed over.</summary>
    /// <param name="bytes">About how many.</param>
    /// <exception cref="RpcException">There is no room for it, or more than any message may take.</exception>
    public void Become(long bytes)
    {
        if (bytes > budget.MostOfMessage)
        {
            throw Errors.MessageTakesTooMuch(budget.MostOfMessage).ToException();
        }

        if (!isInflating)
        {
            ForgetMessage();
        }

        isInflating = false;
        TakeForMessage(bytes);
    }

    /// <summary>How many bytes the message read last takes: from now on the business of whoever asks.</summary>
    public long HandOver()
    {
        var handed = message;
        message = 0;
        return handed;
    }

    /// <summary>Takes bytes for what a call keeps.</summary>
    /// <exception cref="RpcException">There are not as many.</exception>
    public void Take(long bytes)
    {
        if (!budget.TryTake(bytes))
        {
            throw Errors.MemoryTaken().ToException();
        }

        Note(bytes);
    }

    /// <summary>Takes bytes that are held already.</summary>
    public void Hold(long bytes)
    {
        budget.Take(bytes);
        Note(bytes);
    }

    /// <summary>Gives bytes back.</summary>
    public void Give(long bytes)
    {
        lock (gate)
        {
            if (isOver)
            {
                return;
            }

            held -= bytes;
        }

        budget.Give(bytes);
    }

    /// <summary>The call ends.</summary>
    public void Dispose()
    {
        long rest;
        lock (gate)
        {
            isOver = true;
            rest = held;
            held = 0;
        }

        budget.Give(rest);
    }

    private void TakeForMessage(long bytes)
    {
        Take(bytes);
        message += bytes;
    }

    private void ForgetMessage()
    {
        Give(message);
        message = 0;
    }

    // Work that goes on for a moment after its call holds nothing: nobody would give it back.
    private void Note(long bytes)
    {
        lock (gate)
        {
            if (!isOver)
            {
                held += bytes;
                return;
            }
        }

        budget.Give(bytes);
    }
}
