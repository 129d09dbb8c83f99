using System.ComponentModel;
using System.Diagnostics;

namespace InfluenceGrpc.Performance.Peers;

/// <summary>A peer's process.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private const string Serving = "serving";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;

    private PeerProcess(Process process, int port)
    {
        this.process = process;
        Address = new Uri($"http://127.0.0.1:{port}");
    }

    /// <summary>Where it serves.</summary>
    public Uri Address { get; }

    /// <summary>Its process id.</summary>
    public int Id => process.Id;

    /// <summary>Starts one and waits until it serves.</summary>
    /// <exception cref="InvalidOperationException">It is not built, or does not serve; the message says which.</exception>
    public static async Task<PeerProcess> StartAsync(Peer peer)
    {
        if (!File.Exists(Path.Combine(Peer.Root, peer.File)))
        {
            throw new InvalidOperationException($"{peer.File} is not built");
        }

        var started = Launch(peer, FreePort.Find());
        var (output, faults) = (started.process.StandardOutput, started.process.StandardError.ReadToEndAsync());
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            while (await output.ReadLineAsync(limit.Token) is { } line)
            {
                if (line.Contains(Serving, StringComparison.OrdinalIgnoreCase))
                {
                    // Whatever it prints from now on is nobody's, and must not fill the pipe.
                    _ = output.ReadToEndAsync(CancellationToken.None);
                    return started;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        await started.DisposeAsync();
        var lines = (await faults).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        throw new InvalidOperationException($"it does not serve: {lines.FirstOrDefault(line => line.Contains("Error", StringComparison.Ordinal)) ?? lines.LastOrDefault()}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync().WaitAsync(Patience);
        }

        process.Dispose();
    }

    private static PeerProcess Launch(Peer peer, int port)
    {
        var (program, arguments) = peer.Command(port);
        try
        {
            var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            return new(Process.Start(start)!, port);
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException($"{program} is not installed", exception);
        }
    }
}
