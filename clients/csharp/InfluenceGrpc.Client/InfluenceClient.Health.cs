using Grpc.Core;
using Grpc.Health.V1;

namespace InfluenceGrpc.Client;

/// <content>Whether the server is there and can answer.</content>
public sealed partial class InfluenceClient
{
    /// <summary>Whether the server, or one of its services, can answer now. It is answered to everybody, without a key.</summary>
    /// <param name="service">
    /// Full name of a service, such as <c>influence.v1.ProfileService</c>, whose health is that of the profile store; empty for the server.
    /// </param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InfluenceException">There is no such service (NOT_FOUND), or no answer.</exception>
    public async Task<HealthCheckResponse.Types.ServingStatus> CheckHealthAsync(string service = "", CancellationToken cancellationToken = default)
    {
        var request = new HealthCheckRequest { Service = service };
        return (await calls.AnswerAsync(health.CheckAsync, request, cancellationToken).ConfigureAwait(false)).Status;
    }

    /// <summary>How long the smallest call takes, and what time the server has. It is answered to everybody, without a key.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ServerPing> PingAsync(CancellationToken cancellationToken = default)
    {
        Task<Metadata>? headers = null;
        var sentAt = options.TimeProvider.GetUtcNow();
        var began = options.TimeProvider.GetTimestamp();
        await calls.AnswerAsync(Check, new HealthCheckRequest(), cancellationToken).ConfigureAwait(false);
        return new ServerPing(sentAt, options.TimeProvider.GetElapsedTime(began), ServerPing.DateOf(await headers!.ConfigureAwait(false)));

        AsyncUnaryCall<HealthCheckResponse> Check(HealthCheckRequest request, CallOptions callOptions)
        {
            var call = health.CheckAsync(request, callOptions);
            headers = call.ResponseHeadersAsync;
            return call;
        }
    }
}
