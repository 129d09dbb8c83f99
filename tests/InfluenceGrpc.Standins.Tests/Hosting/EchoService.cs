using System.Globalization;
using Grpc.Core;
using InfluenceGrpc.Standins.Tests.Protos;

namespace InfluenceGrpc.Standins.Tests.Hosting;

/// <summary>Answers with what it got; some texts ask for something special.</summary>
internal sealed class EchoService : Echo.EchoBase
{
    /// <summary>Answer with the host that the client asked for.</summary>
    internal const string Host = "host";

    /// <summary>Answer with the value of the x-note header.</summary>
    internal const string Header = "header";

    /// <summary>Wait until the call is cancelled.</summary>
    internal const string Wait = "wait";

    /// <summary>Answer with a NotFound status, a text and a binary trailer.</summary>
    internal const string Fail = "fail";

    public override async Task<Note> Unary(Note request, ServerCallContext context) => request.Text switch
    {
        Host => new Note { Text = context.Host },
        Header => new Note { Text = context.RequestHeaders.GetValue("X-Note") ?? "" },
        Wait => await WaitAsync(context),
        Fail => throw new RpcException(
            new Status(StatusCode.NotFound, "no such note"),
            new Metadata { { "reason", "gone" }, { "reason-bin", [0, 127, 255] } }),
        _ => request,
    };

    public override async Task<Note> Collect(IAsyncStreamReader<Note> requestStream, ServerCallContext context)
    {
        var text = new System.Text.StringBuilder();
        await foreach (Note note in requestStream.ReadAllAsync(context.CancellationToken))
        {
            text.Append(CultureInfo.InvariantCulture, $"[{note.Text}]");
        }

        return new Note { Text = text.ToString() };
    }

    public override async Task Repeat(Note request, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        for (int i = 0; i < 3; i++)
        {
            await responseStream.WriteAsync(new Note { Text = $"{request.Text}{i}" }, context.CancellationToken);
        }

        if (request.Text == Wait)
        {
            await WaitAsync(context);
        }
    }

    public override async Task Chat(IAsyncStreamReader<Note> requestStream, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext())
        {
            await responseStream.WriteAsync(requestStream.Current);
        }
    }

    private static async Task<Note> WaitAsync(ServerCallContext context)
    {
        var never = new TaskCompletionSource<Note>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = context.CancellationToken.Register(() => never.TrySetCanceled());
        return await never.Task;
    }
}
