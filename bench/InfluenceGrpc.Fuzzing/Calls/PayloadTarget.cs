using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using InfluenceGrpc.Fuzzing.Drawing;

namespace InfluenceGrpc.Fuzzing.Calls;

/// <summary>Messages of every rpc, as bytes, to a server.</summary>
internal sealed class PayloadTarget : IFuzzTarget
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    private readonly Dictionary<string, MethodDescriptor> rpcs = ContractFiles.Rpcs.ToDictionary(CallGenerator.NameOf, StringComparer.Ordinal);
    private readonly FuzzedServer server;
    private readonly CallGenerator calls;

    private PayloadTarget(FuzzedServer server, CallGenerator calls)
    {
        this.server = server;
        this.calls = calls;
    }

    /// <summary>Starts a server.</summary>
    public static async Task<PayloadTarget> StartAsync()
    {
        var pool = new SamplePool();
        return new PayloadTarget(await FuzzedServer.StartAsync(pool), new CallGenerator(new MessageGenerator(pool)));
    }

    public FuzzInput Draw(Random random)
    {
        var call = calls.Draw(random);
        return new FuzzInput(CallGenerator.NameOf(call.Rpc), call.How, call.Messages);
    }

    public async Task<FuzzVerdict> TryAsync(FuzzInput input)
    {
        var rpc = rpcs[input.Subject];
        var sent = input.Parts.Select(part => Parse(rpc.InputType, part)).ToList();
        var isSound = !sent.Contains(null);
        var answers = new List<IMessage>();
        try
        {
            await foreach (var answer in CallAsync(rpc, input.Parts))
            {
                answers.Add(rpc.OutputType.Parser.ParseFrom(answer));
            }

            var fault = !isSound ? "what is no message was answered with OK"
                : answers.Select(AnswerRules.FaultOf).FirstOrDefault(found => found is not null) ?? OrderFault(rpc, sent, answers, isWhole: true);
            return new FuzzVerdict("OK", fault ?? await server.TroubleAsync());
        }
        catch (RpcException refusal)
        {
            var fault = RefusalRules.FaultOf(refusal)
                ?? (!isSound && !rpc.IsClientStreaming && refusal.StatusCode != StatusCode.InvalidArgument ? $"what is no message was answered with {refusal.StatusCode}" : null)
                ?? answers.Select(AnswerRules.FaultOf).FirstOrDefault(found => found is not null)
                ?? OrderFault(rpc, sent, answers, isWhole: false);
            var trouble = await server.TroubleAsync();
            return new FuzzVerdict(refusal.StatusCode.ToString(), fault is null || trouble is null ? fault ?? trouble : $"{fault}{Environment.NewLine}{trouble}");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static string? OrderFault(MethodDescriptor rpc, List<IMessage?> sent, List<IMessage> answers, bool isWhole)
    {
        if (rpc.IsServerStreaming)
        {
            return StreamRules.FaultOf(sent, answers, isWhole);
        }

        return isWhole && answers is [var answer] && AnswerRules.AnsweredBy(answer) is { } answered && AnswerRules.AskedOf(sent[0]!) is { } asked && asked != answered
            ? $"{asked} items were asked about, and {answered} answered"
            : null;
    }

    private static IMessage? Parse(MessageDescriptor type, byte[] bytes)
    {
        try
        {
            return type.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private async IAsyncEnumerable<byte[]> CallAsync(MethodDescriptor rpc, IReadOnlyList<byte[]> messages)
    {
        var kind = (rpc.IsClientStreaming, rpc.IsServerStreaming) switch
        {
            (false, false) => MethodType.Unary,
            (true, false) => MethodType.ClientStreaming,
            (false, true) => MethodType.ServerStreaming,
            _ => MethodType.DuplexStreaming,
        };
        var method = new Method<byte[], byte[]>(kind, rpc.Service.FullName, rpc.Name, Bytes, Bytes);
        var options = new CallOptions(deadline: DateTime.UtcNow + Deadline);
        switch (kind)
        {
            case MethodType.Unary:
                yield return await server.Invoker.AsyncUnaryCall(method, null, options, messages[0]);
                break;
            case MethodType.ClientStreaming:
                using (var call = server.Invoker.AsyncClientStreamingCall(method, null, options))
                {
                    await SendAsync(call.RequestStream, messages);
                    yield return await call;
                }

                break;
            case MethodType.ServerStreaming:
                using (var call = server.Invoker.AsyncServerStreamingCall(method, null, options, messages[0]))
                {
                    await foreach (var answer in call.ResponseStream.ReadAllAsync())
                    {
                        yield return answer;
                    }
                }

                break;
            default:
                using (var call = server.Invoker.AsyncDuplexStreamingCall(method, null, options))
                {
                    var sending = SendAsync(call.RequestStream, messages);
                    await foreach (var answer in call.ResponseStream.ReadAllAsync())
                    {
                        yield return answer;
                    }

                    await sending;
                }

                break;
        }
    }

    // The server may end a call before all is sent; what the call ended with tells more than that nothing more could be written.
    private static async Task SendAsync(IClientStreamWriter<byte[]> stream, IReadOnlyList<byte[]> messages)
    {
        try
        {
            foreach (var message in messages)
            {
                await stream.WriteAsync(message);
            }

            await stream.CompleteAsync();
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException)
        {
            // Read from the call itself.
        }
    }
}
