using Grpc.Core;
using Grpc.Health.V1;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;

namespace InfluenceGrpc.Server.Services;

/// <summary>grpc.health.v1: whether the server, or one of its services, can answer.</summary>
internal sealed class HealthService(HealthBoard board) : Health.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        board.Of(request.Service) is { } status
            ? Task.FromResult(new HealthCheckResponse { Status = status })
            : throw Errors.NotServed($"service \"{request.Service}\"").ToException();

    public override Task<HealthListResponse> List(HealthListRequest request, ServerCallContext context)
    {
        var response = new HealthListResponse();
        foreach (var (service, status) in board.All())
        {
            response.Statuses.Add(service, new HealthCheckResponse { Status = status });
        }

        return Task.FromResult(response);
    }

    /// <summary>Sends the status now and at every change, until the caller leaves or the server shuts down.</summary>
    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        HealthCheckResponse.Types.ServingStatus? sent = null;
        while (true)
        {
            // In this order: a change after it completes the task, and what is final stays so.
            var changed = board.Changed;
            var final = board.IsFinal;
            var status = board.Of(request.Service) ?? HealthCheckResponse.Types.ServingStatus.ServiceUnknown;
            if (status != sent)
            {
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
                sent = status;
            }

            // The last word was NOT_SERVING; a watcher that stays would hold up the shutdown.
            if (final)
            {
                return;
            }

            await changed.WaitAsync(context.CancellationToken);
        }
    }
}
