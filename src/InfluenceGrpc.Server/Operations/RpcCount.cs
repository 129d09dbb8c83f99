using System.Runtime.InteropServices;

namespace InfluenceGrpc.Server.Operations;

/// <summary>What was done by one rpc since the server started. Thread-safe; counting allocates nothing.</summary>
internal sealed class RpcCount(string service, string method)
{
    private Numbers numbers;

    /// <summary>Full name of the service.</summary>
    public string Service { get; } = service;

    /// <summary>Name of the method.</summary>
    public string Method { get; } = method;

    /// <summary>Calls that have ended, failed ones included.</summary>
    public long Calls => Volatile.Read(ref numbers.Calls);

    /// <summary>Of them, those that ended with an error.</summary>
    public long FailedCalls => Volatile.Read(ref numbers.FailedCalls);

    /// <summary>Items answered.</summary>
    public long ItemsOk => Volatile.Read(ref numbers.ItemsOk);

    /// <summary>Items that have an error of their own.</summary>
    public long ItemsFailed => Volatile.Read(ref numbers.ItemsFailed);

    /// <summary>Notes a call that ended.</summary>
    public void CountCall(bool failed)
    {
        Interlocked.Increment(ref numbers.Calls);
        if (failed)
        {
            Interlocked.Increment(ref numbers.FailedCalls);
        }
    }

    /// <summary>Notes items that were answered.</summary>
    public void CountItems(long ok, long failed)
    {
        if (ok > 0)
        {
            Interlocked.Add(ref numbers.ItemsOk, ok);
        }

        if (failed > 0)
        {
            Interlocked.Add(ref numbers.ItemsFailed, failed);
        }
    }

    // Alone on its cache lines: processors that count calls of different rpcs do not wait for each other.
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    private struct Numbers
    {
        [FieldOffset(64)]
        public long Calls;

        [FieldOffset(72)]
        public long FailedCalls;

        [FieldOffset(80)]
        public long ItemsOk;

        [FieldOffset(88)]
        public long ItemsFailed;
    }
}
