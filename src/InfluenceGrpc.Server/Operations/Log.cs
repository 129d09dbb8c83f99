namespace InfluenceGrpc.Server.Operations;

/// <summary>Every message that the server logs. Event ids stay the same for ever; no message holds creators' data.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Serving gRPC on {Address} (version {Version}, {SchemeCount} tier schemes, default {DefaultScheme}; {ModelCount} fit models, default {DefaultModel})")]
    public static partial void Serving(ILogger logger, string address, string version, int schemeCount, string defaultScheme, int modelCount, string defaultModel);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Shutting down: no new calls; calls under way have {DrainTimeout} to end")]
    public static partial void Draining(ILogger logger, TimeSpan drainTimeout);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Sending metrics and traces to {Endpoint}")]
    public static partial void ExportingTelemetry(ILogger logger, Uri endpoint);

    [LoggerMessage(EventId = 4, Level = LogLevel.Information, Message = "New certificates are read; connections made from now on have them")]
    public static partial void CertificatesRead(ILogger logger);

    [LoggerMessage(EventId = 5, Level = LogLevel.Error, Message = "The files of certificates have changed and cannot be used; those read before go on being used ({Problem})")]
    public static partial void CertificatesUnusable(ILogger logger, string problem);

    [LoggerMessage(EventId = 6, Level = LogLevel.Warning, Message = "As many connections are open as may be at one of the addresses that are listened on ({Limit}); {Refused} were closed for it since this was said last")]
    public static partial void TooManyConnections(ILogger logger, int limit, long refused);

    [LoggerMessage(EventId = 7, Level = LogLevel.Information, Message = "Serving JSON on {Address}")]
    public static partial void ServingWeb(ILogger logger, string address);

    [LoggerMessage(EventId = 100, Level = LogLevel.Error, Message = "{Method} failed (trace {TraceId})")]
    public static partial void CallFailed(ILogger logger, Exception exception, string method, string traceId);

    [LoggerMessage(EventId = 220, Level = LogLevel.Information, Message = "Redis answers ({Answering} of {Masters} masters)")]
    public static partial void RedisUp(ILogger logger, int answering, int masters);

    [LoggerMessage(EventId = 221, Level = LogLevel.Warning, Message = "Redis does not answer; profiles are unavailable until it does ({Trouble})")]
    public static partial void RedisDown(ILogger logger, string trouble);

    [LoggerMessage(EventId = 222, Level = LogLevel.Warning, Message = "Redis cannot be reached yet; the server starts without it and goes on trying ({Trouble})")]
    public static partial void RedisNotThereAtStart(ILogger logger, string trouble);

    [LoggerMessage(EventId = 223, Level = LogLevel.Information, Message = "The Redis node {Node} answers")]
    public static partial void RedisNodeAnswers(ILogger logger, string node);

    [LoggerMessage(EventId = 224, Level = LogLevel.Warning, Message = "The Redis node {Node} does not answer: {Reason}")]
    public static partial void RedisNodeSilent(ILogger logger, string node, string reason);

    [LoggerMessage(EventId = 225, Level = LogLevel.Information, Message = "Profiles are in Redis on {Masters}")]
    public static partial void RedisMastersChanged(ILogger logger, string masters);

    [LoggerMessage(EventId = 226, Level = LogLevel.Information, Message = "Writes of other servers are heard of; memory answers for profiles")]
    public static partial void RedisLeaseHeld(ILogger logger);

    [LoggerMessage(EventId = 227, Level = LogLevel.Warning, Message = "Writes of other servers may be missed; memory does not answer for profiles until they are heard of again")]
    public static partial void RedisLeaseLost(ILogger logger);

    [LoggerMessage(EventId = 228, Level = LogLevel.Warning, Message = "The Redis server {Node} is a replica, not a master; it is not used until it is one")]
    public static partial void RedisNodeIsReplica(ILogger logger, string node);

    [LoggerMessage(EventId = 229, Level = LogLevel.Warning, Message = "Several Redis servers are masters and in no cluster ({Nodes}); none is used until one is and the others are its replicas")]
    public static partial void RedisHasSeveralMasters(ILogger logger, string nodes);

    [LoggerMessage(EventId = 230, Level = LogLevel.Warning, Message = "The Redis node {Node} refuses writes ({Error}); they are answered as unavailable until it takes them")]
    public static partial void RedisRefusesWrites(ILogger logger, string node, string error);

    [LoggerMessage(EventId = 231, Level = LogLevel.Information, Message = "The Redis node {Node} takes writes again")]
    public static partial void RedisTakesWrites(ILogger logger, string node);

    [LoggerMessage(EventId = 200, Level = LogLevel.Error, Message = "The profile store's file does not take writes; they are answered as unavailable until it does")]
    public static partial void EmbeddedStoreFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 201, Level = LogLevel.Information, Message = "The profile store's file takes writes again")]
    public static partial void EmbeddedStoreRecovered(ILogger logger);

    [LoggerMessage(EventId = 202, Level = LogLevel.Error, Message = "The profile store's file cannot be read; profiles are answered as unavailable until it can")]
    public static partial void EmbeddedReadFailed(ILogger logger, Exception exception);
}
