using System.Globalization;
using Spectre.Console;

namespace InfluenceGrpc.Cli.Rendering;

/// <summary>Shows on standard error how far a run has come: a bar on a terminal, else a line every few seconds.</summary>
internal sealed class ProgressDisplay
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);

    private readonly Terminal terminal;
    private readonly bool silent;
    private readonly long began;
    private long lastShown;

    private ProgressDisplay(Terminal terminal, bool silent)
    {
        this.terminal = terminal;
        this.silent = silent;
        began = lastShown = terminal.Time.GetTimestamp();
    }

    public static ProgressDisplay For(bool progress, Terminal terminal) => new(terminal, silent: !progress);

    /// <summary>Runs the work, which reports as often as it likes.</summary>
    public Task RunAsync(long? bytesTotal, Func<Action<ProgressReading>, Task> work)
    {
        if (silent)
        {
            return work(_ => { });
        }

        return terminal.ErrorIsTerminal ? RunWithBarAsync(bytesTotal, work) : work(reading => ShowLine(reading, bytesTotal));
    }

    private Task RunWithBarAsync(long? bytesTotal, Func<Action<ProgressReading>, Task> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                var task = context.AddTask("reading", maxValue: Math.Max(1, bytesTotal ?? 1));
                task.IsIndeterminate = bytesTotal is null;
                await work(reading =>
                {
                    if (IsDue(BarInterval))
                    {
                        task.Value = bytesTotal is null ? 0 : reading.BytesRead;
                        task.Description = Markup.Escape(Describe(reading, bytesTotal));
                    }
                });
            });
    }

    private void ShowLine(ProgressReading reading, long? bytesTotal)
    {
        if (IsDue(LineInterval))
        {
            terminal.Error.WriteLine(Describe(reading, bytesTotal));
        }
    }

    private bool IsDue(TimeSpan interval)
    {
        if (terminal.Time.GetElapsedTime(lastShown) < interval)
        {
            return false;
        }

        lastShown = terminal.Time.GetTimestamp();
        return true;
    }

    private string Describe(ProgressReading reading, long? bytesTotal) => Describe(reading, bytesTotal, terminal.Time.GetElapsedTime(began));

    /// <summary>Rows so far, rows a second, and the time left by the bytes that are still to be read.</summary>
    public static string Describe(ProgressReading reading, long? bytesTotal, TimeSpan elapsed)
    {
        var seconds = Math.Max(elapsed.TotalSeconds, 1e-3);
        var text = string.Create(CultureInfo.InvariantCulture, $"{reading.Rows:N0} rows, {reading.Rows / seconds:N0} a second");
        if (bytesTotal is not { } total || total == 0 || reading.BytesRead == 0)
        {
            return text;
        }

        var done = Math.Min(1, (double)reading.BytesRead / total);
        return $"{text}, {Figures.Percent(done)}, {Figures.Duration(TimeSpan.FromSeconds(seconds * (1 - done) / done))} left";
    }
}
