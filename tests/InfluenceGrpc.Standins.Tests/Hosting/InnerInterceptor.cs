using System.Collections.Concurrent;

namespace InfluenceGrpc.Standins.Tests.Hosting;

/// <summary>The interceptor that a server is given second.</summary>
internal sealed class InnerInterceptor(ConcurrentQueue<string> log) : NamedInterceptor("inner", log);
