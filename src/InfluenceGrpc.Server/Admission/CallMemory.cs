using Grpc.Core;
using InfluenceGrpc.Server.Contract;
using Microsoft.AspNetCore.Http.Features;

namespace InfluenceGrpc.Server.Admission;

/// <summary>What one call holds of the <see cref="MemoryBudget"/>. All of it goes back when the call ends.</summary>
/// <remarks>
/// A call reads and answers at the same time, so both may take and give at once; what is about the message that comes is told by the one who
/// reads. Unary calls that find no room are refused at once. Streams can wait, and HTTP/2 holds their clients back meanwhile.
/// </remarks>
/// <param name="budget">Of all calls.</param>
/// <param name="isStream">Whether the call may send more than one message.</param>
/// <param name="time">The clock.</param>
internal sealed class CallMemory(MemoryBudget budget, bool isStream, TimeProvider time) : IDisposable
{
    // What grows by doubling holds twice what it copies from.
    private const int InflatedTimes = 3;

    // What messages of creators become, and rather more: what is not needed is given back as soon as that is known.
    private const int ReadTimes = 16;

    // Others' chunks are answered within milliseconds; their streams may also be those that nobody reads.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly AsyncLocal<CallMemory?> Ambient = new();

    private readonly Lock gate = new();
    private readonly long most = isStream ? budget.MostOfStreams : budget.Most;
    private long held;
    private long arriving;
    private long message;
    private long reservedToCome;
    private long reservedToRead;
    private bool isInflating;
    private bool isOver;

    /// <summary>
    /// The memory of the call that this code runs for; null outside of calls. For what the gRPC library asks to inflate and to read
    /// messages, which it does without saying for whom; everybody else uses <see cref="Of(HttpContext)"/>.
    /// </summary>
    public static CallMemory? Current => Ambient.Value;

    /// <summary>Bytes that a message may become.</summary>
    public long MostOfMessage => budget.MostOfMessage;

    /// <summary>The memory of a call.</summary>
    public static CallMemory Of(HttpContext context) => context.Features.GetRequiredFeature<CallMemory>();

    /// <summary>The memory of a call.</summary>
    public static CallMemory Of(ServerCallContext context) => Of(context.GetHttpContext());

    /// <summary>Begins to count a call.</summary>
    public static CallMemory Begin(HttpContext context, MemoryBudget budget, bool isStream, TimeProvider time)
    {
        var memory = new CallMemory(budget, isStream, time);
        context.Features.Set(memory);
        Ambient.Value = memory;
        return memory;
    }

    /// <summary>Takes what a message of a stream needs that begins to come.</summary>
    /// <param name="bytes">As many as it has on the wire.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RpcException">There is no room for long.</exception>
    public async ValueTask MakeRoomToComeAsync(long bytes, CancellationToken cancellationToken)
    {
        await WaitAsync(() => budget.TryTakeToCome(bytes), bytes, cancellationToken);
        reservedToCome = bytes;
    }

    /// <summary>Takes about what it needs to read the message of a stream that has come.</summary>
    /// <param name="bytes">As many as it has on the wire.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RpcException">There is no room for long.</exception>
    public async ValueTask MakeRoomToReadAsync(long bytes, CancellationToken cancellationToken)
    {
        ForgetMessage();
        var wanted = Math.Min(ReadTimes * bytes, budget.MostOfMessage);
        await MakeRoomAsync(wanted, cancellationToken);
        reservedToRead = wanted;
    }

    /// <summary>Takes bytes for what a stream is about to keep.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RpcException">There is no room for long.</exception>
    public ValueTask MakeRoomAsync(long bytes, CancellationToken cancellationToken) =>
        WaitAsync(() => budget.TryTake(bytes, most), bytes, cancellationToken);

    /// <summary>Tells how many bytes of messages have come and are not read yet.</summary>
    /// <exception cref="RpcException">There is no room for them.</exception>
    public void Arrive(long bytes)
    {
        var unreserved = Math.Max(0, bytes - reservedToCome);
        if (unreserved > arriving)
        {
            Take(unreserved - arriving);
        }
        else
        {
            Give(arriving - unreserved);
        }

        arriving = unreserved;
    }

    /// <summary>The message that there was room made for is read: its bytes are gone.</summary>
    public void Arrived()
    {
        Give(reservedToCome, reservedToCome);
        reservedToCome = 0;
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

    /// <summary>What was inflated is needed no more: the message it was read into goes on by itself.</summary>
    public void ForgetInflated()
    {
        isInflating = false;
        ForgetMessage();
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
        Give(reservedToRead);
        reservedToRead = 0;
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
        if (!budget.TryTake(bytes, most))
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
    public void Give(long bytes) => Give(bytes, 0);

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

        budget.Give(rest, reservedToCome);
        reservedToCome = 0;
    }

    private async ValueTask WaitAsync(Func<bool> take, long bytes, CancellationToken cancellationToken)
    {
        if (!await budget.TryAsync(take, Patience, time, cancellationToken))
        {
            throw Errors.MemoryTaken().ToException();
        }

        Note(bytes);
    }

    private void Give(long bytes, long ofThemToCome)
    {
        lock (gate)
        {
            if (isOver)
            {
                return;
            }

            held -= bytes;
        }

        budget.Give(bytes, ofThemToCome);
    }

    private void TakeForMessage(long bytes)
    {
        var reserved = Math.Min(bytes, reservedToRead);
        Take(bytes - reserved);
        reservedToRead -= reserved;
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
