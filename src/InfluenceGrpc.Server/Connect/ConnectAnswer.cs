using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using Microsoft.AspNetCore.Http.Features;
using RpcStatus = Google.Rpc.Status;

namespace InfluenceGrpc.Server.Connect;

/// <summary>
/// Takes what the gRPC library answers to a Connect call, and sends it as Connect has it as soon as the call has ended.
/// </summary>
/// <param name="context">The call's.</param>
/// <param name="rpc">Which call.</param>
/// <param name="isJson">Whether it is answered in JSON.</param>
/// <param name="isCompressed">Whether the client takes gzip.</param>
/// <param name="limits">How large its message may be.</param>
/// <param name="processors">Where large answers take their turn.</param>
internal sealed class ConnectAnswer(HttpContext context, ConnectRpc rpc, bool isJson, bool isCompressed, LimitOptions limits, ProcessorPlaces processors)
    : PipeWriter, IHttpResponseBodyFeature, IHttpResponseTrailersFeature, IHttpResetFeature
{
    /// <summary>What a message is sent as that is not JSON.</summary>
    public const string BinaryContentType = "application/proto";

    // Written within a millisecond or so; to wait for a turn would take longer.
    private const int MostBytesAtOnce = 64 * 1024;

    // Of numbers that are a byte or two as protobuf.
    private const int JsonTimes = 8;

    // Smaller ones fit into a packet or two as they are.
    private const int LeastBytesToCompress = 1024;

    private readonly IHttpResponseBodyFeature response = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
    private readonly string protocol = context.Request.Protocol;
    private readonly ArrayBufferWriter<byte> written = new();
    private readonly Lock gate = new();
    private Task? sending;

    /// <summary>Whether it is sent, or is about to be.</summary>
    public bool IsSent => Volatile.Read(ref sending) is not null;

    public Stream Stream => AsStream();

    public PipeWriter Writer => this;

    public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();

    public override bool CanGetUnflushedBytes => true;

    /// <summary>About as many as are to be sent: what is large has to be sent while the call has its place.</summary>
    public override long UnflushedBytes => IsSent ? 0 : UnsentBytes;

    private long UnsentBytes => isJson ? JsonTimes * (long)written.WrittenCount : written.WrittenCount;

    public override Memory<byte> GetMemory(int sizeHint = 0) => written.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => written.GetSpan(sizeHint);

    public override void Advance(int bytes) => written.Advance(bytes);

    /// <summary>Sends the answer where there is all of it; before that there is nothing to send.</summary>
    public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        if (GrpcEnvelope.HasEnded(context.Response.Headers, Trailers))
        {
            await SendAsync();
        }

        return default;
    }

    public override void CancelPendingFlush()
    {
        // Nothing waits here.
    }

    public override void Complete(Exception? exception = null)
    {
        // The call may go on to set its status.
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    Task IHttpResponseBodyFeature.CompleteAsync() => SendAsync();

    public void DisableBuffering()
    {
        // There is one message, and it is sent as a whole.
    }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("No rpc answers with a file.");

    public void Reset(int errorCode)
    {
        // The library resets streams of HTTP/2 whose client need not send the rest. Here the answer says all.
    }

    /// <summary>Sends the answer, whoever asks for it first: the call's end, or its deadline.</summary>
    public Task SendAsync()
    {
        lock (gate)
        {
            return sending ??= SendOnceAsync();
        }
    }

    private async Task SendOnceAsync()
    {
        // Else HTTP/1.1 would wait for what only HTTP/2 brings.
        context.Request.Protocol = protocol;
        var headers = context.Response.Headers;
        var status = GrpcEnvelope.TakeStatus(headers, Trailers) is { } ended ? Errors.WithReason(ended, rpc.MostBytes(limits)) : Errors.RpcUnknown($"There is no {rpc.Path} here.");
        foreach (var (name, value) in Trailers)
        {
            headers["trailer-" + name] = value;
        }

        var body = await BodyOfAsync(status);
        headers.XContentTypeOptions = "nosniff";
        headers.ContentLength = body.Length;
        await response.Writer.WriteAsync(body, context.RequestAborted);
        await response.CompleteAsync();
    }

    private async ValueTask<ReadOnlyMemory<byte>> BodyOfAsync(RpcStatus status)
    {
        if (status.Code != 0)
        {
            ConnectError.SetHeaders(context.Response, status);
            return ConnectError.BodyOf(status);
        }

        context.Response.ContentType = isJson ? ConnectError.ContentType : BinaryContentType;

        // Beside the message: what is written of it, and read for that.
        context.Features.Get<CallMemory>()?.Hold(UnsentBytes);
        return await (written.WrittenCount <= MostBytesAtOnce ? new(Write()) : processors.RunAsync(() => new ValueTask<ReadOnlyMemory<byte>>(Write()), context.RequestAborted));
    }

    private ReadOnlyMemory<byte> Write()
    {
        var message = written.WrittenMemory[MessagePrefix.Length..];
        if (isJson)
        {
            var json = new MemoryStream(2 * message.Length);
            ConnectJson.Write(rpc.Method.OutputType.Parser.ParseFrom(message.Span), json);
            message = json.GetBuffer().AsMemory(0, (int)json.Length);
        }

        context.Response.Headers.Vary = "Accept-Encoding";
        return isCompressed && message.Length >= LeastBytesToCompress ? Compress(message.Span) : message;
    }

    private ReadOnlyMemory<byte> Compress(ReadOnlySpan<byte> message)
    {
        var compressed = new MemoryStream(message.Length / 2);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(message);
        }

        context.Response.Headers.ContentEncoding = "gzip";
        return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
    }
}
