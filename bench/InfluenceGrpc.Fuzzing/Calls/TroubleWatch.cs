using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Fuzzing.Calls;

/// <summary>Keeps what a server should not have to log: errors, and warnings with an exception.</summary>
internal sealed class TroubleWatch : ILoggerProvider
{
    private readonly ConcurrentQueue<string> entries = new();

    /// <summary>What was logged since it was asked last; null for nothing.</summary>
    public string? Take()
    {
        var taken = new List<string>();
        while (entries.TryDequeue(out var entry))
        {
            taken.Add(entry);
        }

        return taken.Count > 0 ? string.Join(Environment.NewLine, taken) : null;
    }

    public ILogger CreateLogger(string categoryName) => new Logger(entries, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<string> entries, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error || (logLevel == LogLevel.Warning && exception is not null))
            {
                entries.Enqueue($"{category}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
