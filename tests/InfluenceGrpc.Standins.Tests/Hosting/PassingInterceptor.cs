using Grpc.Core.Interceptors;

namespace InfluenceGrpc.Standins.Tests.Hosting;

/// <summary>Overrides nothing.</summary>
internal sealed class PassingInterceptor : Interceptor;
