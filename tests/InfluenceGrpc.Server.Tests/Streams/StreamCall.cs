using System.IO.Pipelines;
using Grpc.Core;
using InfluenceGrpc.Server.Admission;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Streaming;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;

namespace InfluenceGrpc.Server.Tests.Streams;

/// <summary>A call without a connection: what the server's code sees of one.</summary>
internal sealed class StreamCall : IDisposable
{
    /// <summary>How long a test waits for anything.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>As much as there is.</summary>
    public static readonly MemoryBudget Memory = new(new LimitOptions(), new ProfileOptions());

    private readonly CancellationTokenSource cancel = new();
    private readonly CallMemory memory;
    private readonly Lifetime lifetime = new();

    public StreamCall()
    {
        var http = new DefaultHttpContext();
        memory = CallMemory.Begin(http, Memory, isStream: true, TimeProvider.System);
        http.Features.Set<IRequestBodyPipeFeature>(new WatchedBody(
            PipeReader.Create(Stream.Null), memory, isEncoded: false, isSingle: false, new LimitOptions().MaxMessageBytes));
        Context = new CallContext(cancel.Token);
        Context.UserState["__HttpContext"] = http;
        Drain = new Drain(lifetime);
    }

    public ServerCallContext Context { get; }

    public Drain Drain { get; }

    public void BeginShutdown() => lifetime.StopApplication();

    public Task CancelAsync() => cancel.CancelAsync();

    public void Dispose()
    {
        memory.Dispose();
        cancel.Dispose();
        lifetime.Dispose();
    }

    private sealed class CallContext(CancellationToken cancellationToken) : ServerCallContext
    {
        protected override string MethodCore => "/test/Method";

        protected override string HostCore => "test";

        protected override string PeerCore => "test";

        protected override DateTime DeadlineCore => DateTime.MaxValue;

        protected override Metadata RequestHeadersCore { get; } = [];

        protected override CancellationToken CancellationTokenCore { get; } = cancellationToken;

        protected override Metadata ResponseTrailersCore { get; } = [];

        protected override Status StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore { get; } = new("", []);

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => stopping.Cancel();

        public void Dispose() => stopping.Dispose();
    }
}
