using System.Globalization;

namespace InfluenceGrpc.Fuzzing;

/// <summary>How far fuzzing is, on the terminal of standard error; nowhere else.</summary>
internal sealed class Progress
{
    // People read no more often.
    private const int MillisecondsBetween = 200;

    private readonly bool isShown = !Console.IsErrorRedirected;
    private long next;

    /// <summary>Tells how far a kind is.</summary>
    public void Tell(FuzzReport report)
    {
        if (isShown && Environment.TickCount64 >= next)
        {
            next = Environment.TickCount64 + MillisecondsBetween;
            Console.Error.Write(string.Create(
                CultureInfo.InvariantCulture, $"\r{report.Kind}: {report.Cases:N0} cases, {report.Findings.Count} found   "));
        }
    }

    /// <summary>Takes what was told from the screen.</summary>
    public void Clear()
    {
        if (isShown)
        {
            Console.Error.Write($"\r{new string(' ', 60)}\r");
        }
    }
}
