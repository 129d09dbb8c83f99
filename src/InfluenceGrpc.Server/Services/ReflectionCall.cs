using Grpc.Core;
using InfluenceGrpc.Server.Contract;
using InfluenceGrpc.Server.Operations;
using InfluenceGrpc.Server.Streaming;

namespace InfluenceGrpc.Server.Services;

/// <summary>Runs a call of grpc.reflection: question by question, until the caller is done, lies still, or the server shuts down.</summary>
internal sealed class ReflectionCall(LimitOptions limits, Drain drain, TimeProvider time)
{
    /// <summary>Runs a call from its first question to its end.</summary>
    /// <param name="questions">What the caller sends.</param>
    /// <param name="answers">Takes an answer to each.</param>
    /// <param name="answer">Answers one.</param>
    /// <param name="context">The call's.</param>
    /// <exception cref="RpcException">The call lay still, or the server shuts down.</exception>
    public async Task RunAsync<TQuestion, TAnswer>(
        IAsyncStreamReader<TQuestion> questions, IServerStreamWriter<TAnswer> answers, Func<TQuestion, TAnswer> answer, ServerCallContext context)
    {
        using var activity = new ActivityWatch(limits.StreamInactivity, time, context.CancellationToken);
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(activity.Token, drain.Token);
        WatchedBody.Of(context.GetHttpContext()).Watch = activity;
        try
        {
            while (await questions.MoveNext(reading.Token))
            {
                await answers.WriteAsync(answer(questions.Current), activity.Token);
                activity.Touch();
            }
        }
        catch (OperationCanceledException) when (activity.Expired)
        {
            throw Errors.StreamInactive(limits.StreamInactivity).ToException();
        }
    }
}
