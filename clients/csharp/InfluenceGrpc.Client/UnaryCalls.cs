using Grpc.Core;
using InfluenceGrpc.Client.Streaming;

namespace InfluenceGrpc.Client;

/// <summary>What every unary call of a client shares: its deadline, its headers, waiting for a place, and how failures are told.</summary>
internal sealed class UnaryCalls(InfluenceClientOptions options)
{
    /// <summary>Makes a call, and makes it again where the server has no place for it now and says when to come again.</summary>
    /// <remarks>
    /// The channel tries again what found no server. It cannot do this: its policy knows statuses, and a RESOURCE_EXHAUSTED that says no
    /// time is an answer. A time that lies past the deadline is not waited for.
    /// </remarks>
    public async Task<TResponse> AnswerAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> method, TRequest request, CancellationToken cancellationToken)
    {
        var deadline = options.TimeProvider.GetUtcNow().UtcDateTime + options.UnaryTimeout;
        Backoff? backoff = null;
        while (true)
        {
            using var call = method(request, new CallOptions(options.CallHeaders, deadline, cancellationToken));
            try
            {
                return await call.ResponseAsync.ConfigureAwait(false);
            }
            catch (RpcException fault)
            {
                cancellationToken.ThrowIfCancellationRequested();
                backoff ??= new Backoff(options.Retry, options.Retry.UnaryAttempts);
                if (!StreamFaults.IsFull(fault)
                    || backoff.Next(InfluenceException.ErrorOf(fault).RetryDelay) is not { } wait
                    || options.TimeProvider.GetUtcNow().UtcDateTime + wait >= deadline)
                {
                    throw options.ExceptionOf(fault);
                }

                await Task.Delay(wait, options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
