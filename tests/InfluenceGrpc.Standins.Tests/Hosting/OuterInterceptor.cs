using System.Collections.Concurrent;

namespace InfluenceGrpc.Standins.Tests.Hosting;

/// <summary>The interceptor that a server is given first.</summary>
internal sealed class OuterInterceptor(ConcurrentQueue<string> log) : NamedInterceptor("outer", log);
