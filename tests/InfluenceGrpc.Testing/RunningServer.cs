using System.Collections.Concurrent;
using Grpc.Net.Client;
using InfluenceGrpc.Server;
using InfluenceGrpc.Server.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace InfluenceGrpc.Testing;

/// <summary>
/// The product's own server, on real Kestrel and a free port, within the test's process. Disposing fails when the
/// server logged an error that the test did not say it expects.
/// </summary>
public sealed class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WebApplication app;
    private readonly ErrorWatch errors;
    private readonly StoreFolder folder;

    private RunningServer(WebApplication app, ErrorWatch errors, StoreFolder folder)
    {
        this.app = app;
        this.errors = errors;
        this.folder = folder;
        Address = new Uri(Serving.AddressOf(app));
        Channel = GrpcChannel.ForAddress(Address, new GrpcChannelOptions { MaxReceiveMessageSize = null, MaxSendMessageSize = null });
    }

    /// <summary>Where it serves.</summary>
    public Uri Address { get; }

    /// <summary>Where it serves JSON; null where it does not, as without --Web:Listen.</summary>
    public Uri? WebAddress => Serving.WebAddressOf(app) is { } address ? new Uri(address) : null;

    /// <summary>A channel to it.</summary>
    public GrpcChannel Channel { get; }

    /// <summary>Errors logged so far.</summary>
    public IReadOnlyCollection<string> LoggedErrors => errors.Messages;

    /// <summary>Set by tests that make the server log an error on purpose.</summary>
    public bool ExpectsErrors { get; set; }

    /// <summary>Starts a server.</summary>
    /// <param name="switches">Its command line; without --listen, it takes a free port, and without --store, a file of its own.</param>
    public static Task<RunningServer> StartAsync(params string[] switches) => StartAsync(null, switches);

    /// <summary>Starts a server in which the test replaces something.</summary>
    /// <param name="adjust">Registers the replacements.</param>
    /// <param name="switches">Its command line; without --listen, it takes a free port, and without --store, a file of its own.</param>
    public static async Task<RunningServer> StartAsync(Action<WebApplicationBuilder>? adjust, params string[] switches)
    {
        var watch = new ErrorWatch();
        var store = new StoreFolder();
        string[] listen = switches.Contains("--listen") ? [] : ["--listen", "127.0.0.1:0"];
        var built = Program.Build([.. listen, .. store.SwitchUnlessIn(switches), .. switches], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddProvider(watch);
            adjust?.Invoke(builder);
        });
        var server = built.App ?? throw new InvalidOperationException(string.Join(Environment.NewLine, built.Faults));
        await Serving.StartAsync(server).WaitAsync(Patience);
        return new RunningServer(server, watch, store);
    }

    /// <summary>What the server is made of.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Fails where the server logged an error that the test did not say it expects.</summary>
    public void AssertNoErrorLogged()
    {
        if (!ExpectsErrors && !errors.Messages.IsEmpty)
        {
            throw new InvalidOperationException($"The server logged errors: {string.Join(Environment.NewLine, errors.Messages)}");
        }
    }

    /// <summary>Begins the shutdown that SIGTERM begins; the task completes when the server has stopped.</summary>
    public Task StopAsync() => app.StopAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await app.StopAsync().WaitAsync(Patience);
        await app.DisposeAsync();
        folder.Dispose();
        AssertNoErrorLogged();
    }

    private sealed class ErrorWatch : ILoggerProvider
    {
        public ConcurrentQueue<string> Messages { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Logger(Messages, categoryName);

        public void Dispose()
        {
        }

        private sealed class Logger(ConcurrentQueue<string> messages, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel))
                {
                    messages.Enqueue($"{category}: {formatter(state, exception)} {exception}");
                }
            }
        }
    }
}
