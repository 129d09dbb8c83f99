using Grpc.AspNetCore.Server;
using Grpc.Core;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Security;
using InfluenceGrpc.Server.Services;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Admission;

/// <summary>
/// Stands before every call: turns it away while the server shuts down, asks who calls and whether they may, and finds it a
/// place. All of that before a byte of the message is read, so that who is turned away costs little.
/// </summary>
/// <remarks>The place and the memory of a call are its own until its answer is sent, be it that nobody reads it.</remarks>
internal sealed class CallGate(
    Drain drain, CallerFinder callers, CallPlaces places, MemoryBudget budget, CallTimeLimit timeLimit, CallMeter meter, TimeProvider time)
{
    /// <summary>Middleware: after routing, before the gRPC library.</summary>
    public async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method is not { } method)
        {
            // No method of ours: the library says so, and does nothing else.
            await next(context);
            return;
        }

        try
        {
            var rule = MethodRules.Of(method.FullName);
            if (!rule.IsPublic && Refusal(context, rule) is { } refusal)
            {
                await GrpcRefusal.WriteAsync(context, refusal);
                return;
            }

            using var memory = CallMemory.Begin(context, budget, method.Type is MethodType.ClientStreaming or MethodType.DuplexStreaming, time);
            if (rule.Kind == CallKind.Free)
            {
                await timeLimit.RunAsync(context, next);
                return;
            }

            using var place = places.Take(KindOf(rule, context));
            await (place is null ? GrpcRefusal.WriteAsync(context, Errors.Overloaded())
                : method.Type == MethodType.Unary ? timeLimit.RunAsync(context, next)
                : next(context));
        }
        finally
        {
            meter.NoteEnd(method, context);
        }
    }

    private CallKind KindOf(MethodRule rule, HttpContext context) =>
        rule is { Kind: CallKind.Watch, IsPublic: true } && callers.Find(context) is null ? CallKind.WatchOfAStranger : rule.Kind;

    // Health and reflection answer to the end: a balancer must be able to read NOT_SERVING.
    private RpcStatus? Refusal(HttpContext context, MethodRule rule)
    {
        if (drain.Started && rule.Kind is not (CallKind.Free or CallKind.Watch))
        {
            return Errors.Draining();
        }

        if (callers.Find(context) is not { } caller)
        {
            return Errors.CallerUnknown();
        }

        context.Features.Set(caller);
        var missing = rule.Scope & ~caller.Scopes;
        return missing == Scopes.None ? null : Errors.ScopeMissing(caller.Name, ScopeNames.Of(missing));
    }
}
