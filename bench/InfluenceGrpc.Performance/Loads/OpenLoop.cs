using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Grpc.Core;
using InfluenceGrpc.Performance.Measuring;

namespace InfluenceGrpc.Performance.Loads;

/// <summary>
/// Single calls at a fixed rate, whether or not those before have been answered. Each is timed from when it was due, so that what a slow
/// answer holds up is in the figures, and so is whatever this process was late with.
/// </summary>
/// <param name="kind">What is called.</param>
/// <param name="channel">To the server.</param>
internal sealed class OpenLoop(SingleKind kind, ChannelBase channel)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CallInvoker invoker = channel.CreateCallInvoker();

    /// <summary>Calls for a while, waits until all have been answered, and tells how long each took.</summary>
    /// <param name="perSecond">How many.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="answerBytes">How long every answer has to be.</param>
    /// <exception cref="InvalidOperationException">One was another.</exception>
    public async Task<IReadOnlyCollection<TimedCall>> RunAsync(double perSecond, TimeSpan duration, int answerBytes)
    {
        var done = new ConcurrentQueue<TimedCall>();
        var under = new ConcurrentQueue<Task>();

        // On a thread of its own: those of the pool are busy with answers.
        await Task.Factory.StartNew(
            () =>
            {
                var clock = Stopwatch.StartNew();
                for (var number = 0; TimeSpan.FromSeconds(number / perSecond) is var due && due < duration; number++)
                {
                    SleepUntil(due, clock);
                    under.Enqueue(OneAsync(due, clock, answerBytes, done));
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Task.WhenAll(under).WaitAsync(Patience);
        return done;
    }

    private async Task OneAsync(TimeSpan due, Stopwatch clock, int answerBytes, ConcurrentQueue<TimedCall> done)
    {
        using var call = kind.Call(invoker);
        var answer = await call.ResponseAsync.ConfigureAwait(false);
        done.Enqueue(new(due, (clock.Elapsed - due).TotalMilliseconds));
        if (answer.Length != answerBytes)
        {
            throw new InvalidOperationException($"{kind.Method} was answered with {answer.Length} bytes where {answerBytes} were due.");
        }
    }

    // The runtime sleeps in whole milliseconds, which is longer than most calls take.
    private static void SleepUntil(TimeSpan due, Stopwatch clock)
    {
        for (TimeSpan left; (left = due - clock.Elapsed) > TimeSpan.Zero;)
        {
            var request = new Timespec { Seconds = (long)left.TotalSeconds, Nanoseconds = (long)left.TotalNanoseconds % 1_000_000_000 };
            _ = Nanosleep(in request, IntPtr.Zero);
        }
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Nanosleep(in Timespec request, IntPtr remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
