using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Profiles.Tests;

/// <summary>What a store logged: event ids in their order.</summary>
internal sealed class WatchedLog<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(LogLevel Level, int EventId, string Text)> entries = new();

    public IEnumerable<int> EventIds => entries.Select(entry => entry.EventId);

    public void AssertNoErrors() => Assert.DoesNotContain(entries, entry => entry.Level >= LogLevel.Error);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        entries.Enqueue((logLevel, eventId.Id, $"{formatter(state, exception)} {exception}"));
}
