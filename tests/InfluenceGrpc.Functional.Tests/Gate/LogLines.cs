using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Functional.Tests.Gate;

/// <summary>Everything that a server logs, of every level and category, with the scopes' and exceptions' text.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    /// <summary>What was logged so far.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Lines.Enqueue($"scope {state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel} {eventId.Id} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
