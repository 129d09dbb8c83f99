using Grpc.Core;

namespace InfluenceGrpc.Client;

/// <summary>What every unary call of a client shares: its deadline, its headers, and how failures are told.</summary>
internal sealed class UnaryCalls(InfluenceClientOptions options)
{
    public async Task<TResponse> AnswerAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> method, TRequest request, CancellationToken cancellationToken)
    {
        var deadline = options.TimeProvider.GetUtcNow().UtcDateTime + options.UnaryTimeout;
        using var call = method(request, new CallOptions(options.Headers, deadline, cancellationToken));
        try
        {
            return await call.ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw options.ExceptionOf(fault);
        }
    }
}
