using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Influence.V1;
using Microsoft.AspNetCore.Connections.Features;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Client.Tests.Scripted;

/// <summary>Follows the rules of streams up to the point where its script says otherwise.</summary>
internal sealed class ScriptedTierService(Script script) : TierService.TierServiceBase
{
    public override Task<ListTierSchemesResponse> ListTierSchemes(ListTierSchemesRequest request, ServerCallContext context) =>
        script.TurnsAway() ? throw Full()
        : script.TryFail() ? throw Unavailable()
        : Task.FromResult(new ListTierSchemesResponse { Schemes = { script.Scheme } });

    public override Task<ClassifyTierResponse> ClassifyTier(ClassifyTierRequest request, ServerCallContext context) => throw Invalid();

    public override async Task StreamClassifyTiers(
        IAsyncStreamReader<StreamClassifyTiersRequest> requests,
        IServerStreamWriter<StreamClassifyTiersResponse> responses,
        ServerCallContext context)
    {
        var act = script.NextAct();
        var log = script.NewStream();
        context.CancellationToken.Register(log.Ended.SetResult);
        if (act.Kind is Ending.Unavailable or Ending.Invalid)
        {
            throw act.Kind == Ending.Invalid ? Invalid() : Unavailable();
        }

        await requests.MoveNext(context.CancellationToken);
        script.Configs.Enqueue(requests.Current.Config);
        var accepted = new StreamAccepted { Limits = script.Limits, TierSchemes = { script.Scheme } };
        await responses.WriteAsync(new StreamClassifyTiersResponse { Accepted = accepted });
        var answered = 0;
        while (true)
        {
            if (act.Kind != Ending.Complete && answered == act.After)
            {
                await EndAsync(act.Kind, requests, responses, context, log);
                return;
            }

            if (!await requests.MoveNext(context.CancellationToken))
            {
                break;
            }

            var chunk = requests.Current.Chunk;
            log.Received(chunk);
            await script.Hold.Task.WaitAsync(context.CancellationToken);
            await responses.WriteAsync(new StreamClassifyTiersResponse { Result = script.Answer(chunk) });
            log.LastAnswered = chunk.Sequence;
            answered++;
        }

        await responses.WriteAsync(new StreamClassifyTiersResponse { Summary = new StreamSummary { Complete = true } });
    }

    private async Task EndAsync(
        Ending kind,
        IAsyncStreamReader<StreamClassifyTiersRequest> requests,
        IServerStreamWriter<StreamClassifyTiersResponse> responses,
        ServerCallContext context,
        StreamLog log)
    {
        switch (kind)
        {
            case Ending.Drain:
                var summary = new StreamSummary { Complete = false, LastSequence = log.LastAnswered };
                await responses.WriteAsync(new StreamClassifyTiersResponse { Summary = summary });
                throw Unavailable("SERVER_DRAINING");
            case Ending.Reset:
                context.GetHttpContext().Abort();
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                break;
            case Ending.Disconnect:
                context.GetHttpContext().Features.Get<IConnectionLifetimeFeature>()!.Abort();
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                break;
            case Ending.Inactive:
                throw Fault(StatusCode.DeadlineExceeded, "The stream lay still.", new ErrorInfo { Reason = "STREAM_INACTIVE" });
            case Ending.WrongSequence:
                await requests.MoveNext(context.CancellationToken);
                requests.Current.Chunk.Sequence += 100;
                await responses.WriteAsync(new StreamClassifyTiersResponse { Result = script.Answer(requests.Current.Chunk) });
                break;
            case Ending.CutBeforeNewVersion:
                script.Scheme.Version++;
                break;
            default:
                break;
        }
    }

    private RpcException Unavailable(string reason = "SERVER_DRAINING") => Fault(
        StatusCode.Unavailable,
        "The server is not there.",
        new ErrorInfo { Reason = reason },
        new RetryInfo { RetryDelay = Duration.FromTimeSpan(script.RetryDelay) });

    private RpcException Full()
    {
        var (_, reason, delay) = script.Full!.Value;
        var info = new ErrorInfo { Reason = reason };
        return delay is { } wait
            ? Fault(StatusCode.ResourceExhausted, "No more.", info, new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) })
            : Fault(StatusCode.ResourceExhausted, "No more.", info);
    }

    private static RpcException Invalid()
    {
        var violations = new BadRequest();
        foreach (var field in new[] { "a", "b[1]", "c.d" })
        {
            violations.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = $"wrong {field}" });
        }

        return Fault(
            StatusCode.InvalidArgument,
            "The request breaks its rules.",
            new ErrorInfo { Reason = "INVALID_REQUEST", Metadata = { ["limit"] = "16", ["got"] = "17" } },
            violations);
    }

    private static RpcException Fault(StatusCode code, string message, params IMessage[] details)
    {
        var status = new RpcStatus { Code = (int)code, Message = message, Details = { details.Select(Any.Pack) } };
        var trailers = new Metadata { { "grpc-status-details-bin", status.ToByteArray() } };
        return new RpcException(new Grpc.Core.Status(code, message), trailers);
    }
}
