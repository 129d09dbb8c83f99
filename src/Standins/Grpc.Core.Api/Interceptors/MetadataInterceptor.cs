namespace Grpc.Core.Interceptors;

/// <summary>Replaces the headers of every call by what a function makes of them.</summary>
internal sealed class MetadataInterceptor(Func<Metadata, Metadata> interceptor) : ContextRewriter
{
    protected override ClientInterceptorContext<TRequest, TResponse> Rewrite<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context) =>
        new(context.Method, context.Host, context.Options.WithHeaders(interceptor(context.Options.Headers ?? [])));
}
