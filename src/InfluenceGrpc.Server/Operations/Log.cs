namespace InfluenceGrpc.Server.Operations;

/// <summary>Every message that the server logs. Event ids stay the same for ever; no message holds creators' data.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Serving gRPC on {Address} (version {Version}, {SchemeCount} tier schemes, default {DefaultScheme})")]
    public static partial void Serving(ILogger logger, string address, string version, int schemeCount, string defaultScheme);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Shutting down: no new calls; calls under way have {DrainTimeout} to end")]
    public static partial void Draining(ILogger logger, TimeSpan drainTimeout);

    [LoggerMessage(EventId = 100, Level = LogLevel.Error, Message = "{Method} failed (trace {TraceId})")]
    public static partial void CallFailed(ILogger logger, Exception exception, string method, string traceId);

    [LoggerMessage(EventId = 200, Level = LogLevel.Error, Message = "The profile store's file does not take writes; they are answered as unavailable until it does")]
    public static partial void EmbeddedStoreFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 201, Level = LogLevel.Information, Message = "The profile store's file takes writes again")]
    public static partial void EmbeddedStoreRecovered(ILogger logger);

    [LoggerMessage(EventId = 202, Level = LogLevel.Error, Message = "The profile store's file cannot be read; profiles are answered as unavailable until it can")]
    public static partial void EmbeddedReadFailed(ILogger logger, Exception exception);
}
