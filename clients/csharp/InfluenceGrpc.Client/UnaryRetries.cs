using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client.Configuration;
using Influence.V1;

namespace InfluenceGrpc.Client;

/// <summary>Retries of unary calls, left to the gRPC channel.</summary>
public static class UnaryRetries
{
    /// <summary>
    /// Tries the unary calls again while the server is unavailable. Streams are left out: they are taken up again where
    /// they broke off, which a channel cannot do.
    /// </summary>
    public static ServiceConfig ServiceConfig(RetryOptions retry)
    {
        ArgumentNullException.ThrowIfNull(retry);
        if (retry.UnaryAttempts <= 1)
        {
            return new ServiceConfig();
        }

        var method = new MethodConfig
        {
            RetryPolicy = new RetryPolicy
            {
                MaxAttempts = retry.UnaryAttempts,
                InitialBackoff = retry.InitialBackoff,
                MaxBackoff = retry.MaxBackoff,
                BackoffMultiplier = 2,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };
        foreach (var service in new[]
        {
            TierService.Descriptor, ProfileService.Descriptor, FitService.Descriptor, CampaignService.Descriptor, InfoService.Descriptor,
            Health.Descriptor,
        })
        {
            foreach (var unary in service.Methods.Where(candidate => !candidate.IsClientStreaming && !candidate.IsServerStreaming))
            {
                method.Names.Add(new MethodName { Service = service.FullName, Method = unary.Name });
            }
        }

        return new ServiceConfig { MethodConfigs = { method } };
    }
}
