using System.Runtime.ExceptionServices;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Connect;

/// <summary>
/// Serves every unary rpc of the contract by the Connect protocol too, as JSON or protobuf over any HTTP: calls become calls of gRPC before
/// anything looks at them, and what is answered is put back into Connect's form. So there is one way of a call, and nothing is mapped twice.
/// https://connectrpc.com/docs/protocol#unary-rpcs
/// </summary>
internal sealed class ConnectProtocol(LimitOptions limits, ProcessorPlaces processors)
{
    /// <summary>Middleware; must come before routing.</summary>
    public Task ServeAsync(HttpContext context, RequestDelegate next) =>
        // What the gRPC library says of its own calls to no rpc is for it to say.
        IsGrpc(context.Request) ? next(context) : ServeOtherAsync(context, next);

    private async Task ServeOtherAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value ?? "";
        if (ConnectRpc.Find(path) is not { } rpc)
        {
            await (WebPort.IsOf(context) || ConnectRpc.IsOfAService(path)
                ? RefuseAsync(context, Errors.RpcUnknown(ConnectRpc.TellUnknown(path)), StatusCodes.Status404NotFound)
                : next(context));
            return;
        }

        var (request, fault, http) = ConnectRequest.Read(context.Request, rpc);
        if (request is null)
        {
            await RefuseAsync(context, fault!, http);
            return;
        }

        var (body, answer) = Become(context, request);
        try
        {
            await next(context);
            if (body.Broken is { } broken)
            {
                // With the connection ended, Kestrel takes it for a client that has gone; else for a fault of ours, which it would log.
                context.Abort();
                ExceptionDispatchInfo.Throw(broken);
            }

            await answer.SendAsync();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: nobody is left to answer.
        }
    }

    private static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.StartsWith(GrpcEnvelope.ContentType, StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>Answers with an error what has not become a call.</summary>
    /// <param name="context">The request's.</param>
    /// <param name="status">The error.</param>
    /// <param name="http">The status of HTTP, where it is not the one that goes with the error.</param>
    public static async Task RefuseAsync(HttpContext context, RpcStatus status, int? http)
    {
        ConnectError.SetHeaders(context.Response, status, http);
        var body = ConnectError.BodyOf(status);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    // From here on it looks like a call over gRPC to whoever comes after.
    private (ConnectRequestBody Body, ConnectAnswer Answer) Become(HttpContext context, ConnectRequest asked)
    {
        var request = context.Request;
        var answer = new ConnectAnswer(context, asked.Rpc, asked.IsJson, TakesGzip(request.GetTypedHeaders().AcceptEncoding), limits, processors);
        var message = new ConnectMessage(asked.Rpc, asked.IsJson, asked.IsCompressed, limits, processors);
        var body = new ConnectRequestBody(context, request.BodyReader, asked.Given, message, () => answer.IsSent);
        context.Features.Set<IRequestBodyPipeFeature>(body);
        context.Features.Set<IHttpResponseBodyFeature>(answer);
        context.Features.Set<IHttpResponseTrailersFeature>(answer);
        context.Features.Set<IHttpResetFeature>(answer);
        request.Method = HttpMethods.Post;
        request.ContentType = GrpcEnvelope.ContentType;
        request.Protocol = GrpcEnvelope.Protocol;
        Set(request.Headers, "grpc-timeout", asked.Timeout);
        Set(request.Headers, "grpc-encoding", asked is { IsCompressed: true, IsJson: false } ? "gzip" : null);
        return (body, answer);
    }

    // What a client sends under these names is none of Connect's.
    private static void Set(IHeaderDictionary headers, string name, string? value)
    {
        headers.Remove(name);
        if (value is not null)
        {
            headers[name] = value;
        }
    }

    private static bool TakesGzip(IList<StringWithQualityHeaderValue> encodings) =>
        encodings.Any(encoding => encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && encoding.Quality is null or > 0);
}
