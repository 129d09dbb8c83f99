using Polly;
using Polly.CircuitBreaker;
using StackExchange.Redis;

namespace InfluenceGrpc.Server.Profiles.Redis;

/// <summary>One line to Redis for one purpose: opens by itself, breaks its circuit by itself, and gives every command a time.</summary>
/// <remarks>
/// The library's own asynchronous commands wait for ever; what is left unanswered here is forgotten there when the
/// connection fails. The circuit breaker is one a line: of the commands of two seconds half must fail by silence
/// before it opens, so that a hiccup does not, and it tries again after half a second. Whoever watches the node closes
/// all its lines at once through the control.
/// </remarks>
internal sealed class RedisConnection : IAsyncDisposable
{
    private static readonly TimeSpan Sampled = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Broken = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(500);

    private readonly ConfigurationOptions configuration;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline breaker;
    private readonly CircuitBreakerStateProvider circuit = new();
    private readonly CancellationTokenSource closing = new();
    private readonly Task opening;
    private readonly RefusalLog refusals;

    private volatile ConnectionMultiplexer? multiplexer;
    private volatile Exception? openingTrouble;

    /// <summary>Begins to open the line; it is there when it is there.</summary>
    /// <param name="configuration">How; see <see cref="RedisSetup"/>.</param>
    /// <param name="control">Breaks the circuit from outside.</param>
    /// <param name="time">The clock.</param>
    public RedisConnection(ConfigurationOptions configuration, CircuitBreakerManualControl control, TimeProvider time)
    {
        this.configuration = configuration;
        refusals = new(configuration.Ssl);
        this.time = time;
        breaker = new ResiliencePipelineBuilder { TimeProvider = time }.AddCircuitBreaker(new()
        {
            BreakDuration = Broken,
            FailureRatio = 0.5,
            ManualControl = control,
            MinimumThroughput = 8,
            SamplingDuration = Sampled,
            StateProvider = circuit,
            ShouldHandle = args => ValueTask.FromResult(RedisErrors.IsSilence(args.Outcome.Exception)),
        }).Build();
        opening = OpenAsync();
    }

    /// <summary>The library's multiplexer; null until it is made.</summary>
    public ConnectionMultiplexer? Multiplexer => multiplexer;

    /// <summary>Whether commands are not sent now, because too many failed or the node was given up.</summary>
    public bool IsCircuitOpen => circuit.CircuitState is CircuitState.Open or CircuitState.Isolated;

    /// <summary>Whether the line is open, as far as the library knows.</summary>
    public bool IsConnected => multiplexer?.IsConnected ?? false;

    /// <summary>Why Redis would not take the line when it was opened, fit for logs; null where nothing is known.</summary>
    public string? Refusal => IsConnected ? null : refusals.Refusal;

    /// <summary>Sends a command and waits for its answer.</summary>
    /// <param name="state">What the command needs.</param>
    /// <param name="send">Sends it.</param>
    /// <param name="deadline">Until when to wait.</param>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public async ValueTask<RedisReply<T>> AskAsync<TState, T>(TState state, Func<IDatabase, TState, Task<T>> send, RedisDeadline deadline)
    {
        deadline.CancellationToken.ThrowIfCancellationRequested();
        var context = ResilienceContextPool.Shared.Get(deadline.CancellationToken);
        Outcome<T> outcome;
        try
        {
            outcome = await breaker.ExecuteOutcomeAsync(
                static (_, ask) => ask.Line.SendAsync(ask.State, ask.Send, ask.Deadline),
                context,
                (Line: this, State: state, Send: send, Deadline: deadline));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }

        // The library's one worker a connection, that hands out answers, must not go on with our callers' work.
        await Task.Yield();
        deadline.CancellationToken.ThrowIfCancellationRequested();
        return outcome.Exception is { } exception ? RedisReply<T>.Failed(exception) : RedisReply<T>.Answered(outcome.Result!);
    }

    /// <summary>Sends a command whatever the circuit breaker thinks: to find out whether Redis is back.</summary>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public async ValueTask<RedisReply<T>> ProbeAsync<TState, T>(TState state, Func<IDatabase, TState, Task<T>> send, RedisDeadline deadline)
    {
        var outcome = await SendAsync(state, send, deadline);
        await Task.Yield();
        deadline.CancellationToken.ThrowIfCancellationRequested();
        return outcome.Exception is { } exception ? RedisReply<T>.Failed(exception) : RedisReply<T>.Answered(outcome.Result!);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await opening;
        closing.Dispose();
        multiplexer?.Close(allowCommandsToComplete: false);
    }

    private async ValueTask<Outcome<T>> SendAsync<TState, T>(TState state, Func<IDatabase, TState, Task<T>> send, RedisDeadline deadline)
    {
        try
        {
            var open = multiplexer ?? throw new TimeoutException("The line was never open.", openingTrouble);
            return deadline.IsOver
                ? Outcome.FromException<T>(new OperationCanceledException("No time is left."))
                : Outcome.FromResult(await deadline.LimitAsync(send(open.GetDatabase(), state)));
        }
        catch (TimeoutException) when (deadline.IsCallers)
        {
            // Not to be counted as silence of Redis.
            return Outcome.FromException<T>(new OperationCanceledException("The caller's time is over."));
        }
        catch (Exception exception)
        {
            return Outcome.FromException<T>(exception);
        }
    }

    private async Task OpenAsync()
    {
        await Task.Yield();
        while (!closing.IsCancellationRequested)
        {
            try
            {
                // Returns within the time to connect, connected or not; from then on the library goes on trying by itself.
                multiplexer = await ConnectionMultiplexer.ConnectAsync(configuration, refusals);
                return;
            }
            catch (Exception exception)
            {
                openingTrouble = exception;
            }

            await Task.Delay(BetweenAttempts * (1 + Random.Shared.NextDouble()), time, closing.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
