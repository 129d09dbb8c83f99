using System.Diagnostics;

namespace InfluenceGrpc.Fuzzing;

/// <summary>Puts case after case to a target.</summary>
/// <param name="kind">What is fuzzed.</param>
/// <param name="target">Takes the cases.</param>
/// <param name="bounds">How far.</param>
/// <param name="step">Told of each case that is done.</param>
internal sealed class FuzzRun(string kind, IFuzzTarget target, FuzzBounds bounds, Action<FuzzReport>? step = null)
{
    /// <summary>A case that takes longer hangs. Far above what any takes on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // More causes than anybody mends at once.
    private const int MostFindings = 10;

    private readonly FuzzReport report = new() { Kind = kind };
    private readonly HashSet<string> causes = new(StringComparer.Ordinal);

    /// <summary>Runs cases until there are enough, or the time is over, or too much was found, or one hangs.</summary>
    public async Task<FuzzReport> RunAsync(CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        for (var number = bounds.First; number - bounds.First < bounds.Cases; number++)
        {
            if (watch.Elapsed > bounds.Time || report.Findings.Count >= MostFindings || cancellationToken.IsCancellationRequested)
            {
                break;
            }

            var input = target.Draw(CaseRandom.Of(kind, bounds.Seed, number));
            var before = watch.Elapsed;
            var verdict = await TryAsync(input);
            report.Count(number, verdict, watch.Elapsed - before);
            if (verdict.Fault is { } fault && causes.Add(Finding.CauseOf(fault)))
            {
                var smallest = HasHung(verdict) ? input : await Minimizer.MinimizeAsync(input, Finding.CauseOf(fault), CauseOfAsync);
                report.Findings.Add(new Finding(kind, bounds.Seed, number, fault, input, smallest));
            }

            step?.Invoke(report);
            if (HasHung(verdict))
            {
                // It goes on behind our back and would be in the way of what comes after.
                break;
            }
        }

        return report;
    }

    private static bool HasHung(FuzzVerdict verdict) => verdict.Outcome == "hung";

    private async Task<string?> CauseOfAsync(FuzzInput input) =>
        await TryAsync(input) is { Fault: { } fault } ? Finding.CauseOf(fault) : null;

    private async Task<FuzzVerdict> TryAsync(FuzzInput input)
    {
        try
        {
            // On another thread, since a reader that never ends never gives this one back.
            return await Task.Run(() => target.TryAsync(input)).WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            return new FuzzVerdict("hung", $"did not end within {Patience.TotalSeconds} s");
        }
        catch (Exception exception)
        {
            return new FuzzVerdict("threw", $"{exception.GetType().Name}: {exception.Message}{Environment.NewLine}{exception.StackTrace}");
        }
    }
}
