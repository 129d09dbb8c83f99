using System.Globalization;
using InfluenceGrpc.Server.Contract;
using Microsoft.Net.Http.Headers;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Connect;

/// <summary>How a Connect call is asked: what its headers say, or with GET its query.</summary>
/// <param name="Rpc">Which call.</param>
/// <param name="IsJson">Whether its message is JSON; it is answered likewise.</param>
/// <param name="IsCompressed">Whether its message is compressed, by gzip.</param>
/// <param name="Given">The message, where it is in the query; null where it is in the body.</param>
/// <param name="Timeout">How long it may take, as gRPC writes that; null for as long as the server allows.</param>
internal sealed record ConnectRequest(ConnectRpc Rpc, bool IsJson, bool IsCompressed, byte[]? Given, string? Timeout)
{
    private const string Gzip = "gzip";
    private const string Identity = "identity";
    private const string Json = "json";
    private const string Proto = "proto";

    // Connect's, in milliseconds: ten digits. gRPC's has eight, so longer ones are told in seconds.
    private const int MostTimeoutDigits = 10;
    private const long MostMilliseconds = 99_999_999;
    private const string NoTime = "0m";

    /// <summary>Reads how a call is asked; or says why it cannot be, and the status of HTTP to say it with where Connect names one.</summary>
    public static (ConnectRequest? Request, RpcStatus? Fault, int? Http) Read(HttpRequest request, ConnectRpc rpc)
    {
        if (FaultOf(request, rpc) is var (fault, http))
        {
            return (null, fault, http);
        }

        try
        {
            var read = HttpMethods.IsGet(request.Method) ? OfQuery(new ConnectQuery(request.QueryString.Value ?? ""), rpc) : OfHeaders(request, rpc);
            var timeout = TimeoutOf(request.Headers["connect-timeout-ms"].ToString());

            // The gRPC library takes no time for any time.
            return timeout == NoTime ? (null, Errors.DeadlinePassed("The call had no time left when it came."), null) : (read with { Timeout = timeout }, null, null);
        }
        catch (FormatException exception)
        {
            return (null, Errors.NotAsConnectHasIt(exception.Message), null);
        }
        catch (NotSupportedException exception)
        {
            return (null, Errors.EncodingUnknown(exception.Message), null);
        }
    }

    private static (RpcStatus Fault, int? Http)? FaultOf(HttpRequest request, ConnectRpc rpc)
    {
        if (!rpc.IsUnary)
        {
            return (Errors.StreamNeedsGrpc(rpc.Method.Name), null);
        }

        if (!HttpMethods.IsPost(request.Method) && !(HttpMethods.IsGet(request.Method) && rpc.HasNoSideEffects))
        {
            request.HttpContext.Response.Headers.Allow = rpc.HasNoSideEffects ? "GET, POST" : "POST";
            return (Errors.NotAsConnectHasIt($"{rpc.Method.Name} is called with POST{(rpc.HasNoSideEffects ? " or GET" : "")}, not with {request.Method}."), StatusCodes.Status405MethodNotAllowed);
        }

        if (HttpMethods.IsPost(request.Method) && CodecOf(request.ContentType) is null)
        {
            request.HttpContext.Response.Headers["accept-post"] = $"{ConnectError.ContentType}, {ConnectAnswer.BinaryContentType}";
            var got = request.ContentType is { Length: > 0 } type ? $"The content type is {type}" : "There is no content type";
            return (Errors.NotAsConnectHasIt($"{got}; send JSON as {ConnectError.ContentType} (curl: -H 'content-type: {ConnectError.ContentType}'), or protobuf as {ConnectAnswer.BinaryContentType}."),
                StatusCodes.Status415UnsupportedMediaType);
        }

        var version = request.Headers["connect-protocol-version"].ToString();
        return version is "" or "1" ? null : (Errors.NotAsConnectHasIt($"Version {version} of the Connect protocol is not known; 1 is."), null);
    }

    // JSON or not; null where it is neither that nor protobuf. Text that is not UTF-8 is no JSON.
    private static bool? CodecOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && (type.Charset.Length == 0 || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            ? type.MediaType.Value?.ToLowerInvariant() switch
            {
                ConnectError.ContentType => true,
                ConnectAnswer.BinaryContentType => false,
                _ => null,
            }
            : null;

    private static ConnectRequest OfHeaders(HttpRequest request, ConnectRpc rpc) =>
        new(rpc, CodecOf(request.ContentType) == true, IsGzip(request.Headers.ContentEncoding.ToString(), "Content-Encoding"), Given: null, Timeout: null);

    // Without a message, the empty one is meant: an address typed into a browser.
    private static ConnectRequest OfQuery(ConnectQuery query, ConnectRpc rpc)
    {
        if (query.Text("connect") is not ("" or "v1") and var version)
        {
            throw new FormatException($"Version {version} of the Connect protocol is not known; v1 is.");
        }

        var isJson = query.Text("encoding") switch
        {
            "" or Json => true,
            Proto => false,
            var other => throw new NotSupportedException($"The encoding {other} is not known; {Json} and {Proto} are."),
        };
        var message = query.Text("base64") switch
        {
            "" => query.Bytes("message"),
            "1" => query.Base64("message"),
            var other => throw new FormatException($"base64 is {other}; it must be 1, or left out."),
        };
        var isGzip = IsGzip(query.Text("compression"), "compression");
        return new(rpc, isJson, isGzip, message.Length == 0 && isJson && !isGzip ? "{}"u8.ToArray() : message, Timeout: null);
    }

    private static bool IsGzip(string encoding, string name) => encoding.ToLowerInvariant() switch
    {
        "" or Identity => false,
        Gzip => true,
        _ => throw new NotSupportedException($"The {name} {encoding} is not known; {Gzip} and {Identity} are."),
    };

    private static string? TimeoutOf(string milliseconds)
    {
        if (milliseconds.Length == 0)
        {
            return null;
        }

        return milliseconds.Length <= MostTimeoutDigits && long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value <= MostMilliseconds
                ? string.Create(CultureInfo.InvariantCulture, $"{value}m")
                : string.Create(CultureInfo.InvariantCulture, $"{value / 1000}S")
            : throw new FormatException($"Connect-Timeout-Ms is {milliseconds}; it must be a whole number of at most {MostTimeoutDigits} digits.");
    }
}
