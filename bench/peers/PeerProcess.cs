using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace InfluenceGrpc.Peers;

/// <summary>One of the servers in bench/peers, built and running: for those who measure them, and for the tests that hold them to the rules.</summary>
public sealed class PeerProcess : IAsyncDisposable
{
    private const int Attempts = 3;

    // The C++ peer is compiled the first time, beside whatever else runs.
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);
    private readonly Process process;

    private PeerProcess(Process process, int port) => (this.process, Address) = (process, new Uri($"http://127.0.0.1:{port}"));

    /// <summary>The repository that this was built in.</summary>
    public static string Root { get; } = RootAbove(AppContext.BaseDirectory);

    /// <summary>Where it serves.</summary>
    public Uri Address { get; }

    /// <summary>Its process id.</summary>
    public int Id => process.Id;

    /// <summary>Builds a peer, where it is not built yet, and starts it with the given bounds.</summary>
    /// <exception cref="InvalidOperationException">It could not be built or did not serve; the message says why.</exception>
    public static async Task<PeerProcess> StartAsync(string peer, IEnumerable<ulong> bounds)
    {
        await BuildAsync(peer);
        string[] words = [.. bounds.Select(bound => bound.ToString(CultureInfo.InvariantCulture))];
        for (var attempt = 1; ; attempt++)
        {
            // Somebody else may take the port between its choice and its use.
            if (await TryStartAsync(peer, FreePort(), words) is { } started)
            {
                return started;
            }

            if (attempt == Attempts)
            {
                throw new InvalidOperationException($"The peer {peer} did not serve.");
            }
        }
    }

    /// <summary>Asks it to stop, at which it must end.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync().WaitAsync(StopLimit);
            await process.WaitForExitAsync().WaitAsync(StopLimit);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }

            process.Dispose();
        }
    }

    private static async Task BuildAsync(string peer)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Root, "bench/peers/build"), peer])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process build = Process.Start(start)!;
        using var limit = new CancellationTokenSource(BuildLimit);
        Task<string> error = build.StandardError.ReadToEndAsync(limit.Token);
        string said = await build.StandardOutput.ReadToEndAsync(limit.Token);
        await build.WaitForExitAsync(limit.Token);
        if (said.TrimEnd() != $"{peer}: built")
        {
            throw new InvalidOperationException($"{said}{await error}");
        }
    }

    private static async Task<PeerProcess?> TryStartAsync(string peer, int port, string[] bounds)
    {
        string[] command = [.. CommandOf(peer), port.ToString(CultureInfo.InvariantCulture), .. bounds];
        var started = new Process
        {
            StartInfo = new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = Root },
        };
        try
        {
            started.Start();
            if (await started.StandardOutput.ReadLineAsync().WaitAsync(StartLimit) == "serving")
            {
                return new PeerProcess(started, port);
            }

            await started.WaitForExitAsync().WaitAsync(StopLimit);
        }
        catch (TimeoutException)
        {
            started.Kill(entireProcessTree: true);
        }

        started.Dispose();
        return null;
    }

    private static string[] CommandOf(string peer) => peer switch
    {
        "cpp" => [Path.Combine(Root, "artifacts/peers/cpp/peer")],
        "python" => ["/usr/bin/python3", "bench/peers/python/server.py"],
        "node" => ["node", "bench/peers/node/server.mjs"],
        "dotnet" => ["dotnet", "artifacts/peers/dotnet/InfluenceGrpc.DotnetPeer.dll"],
        "json-api" => ["dotnet", "artifacts/peers/json-api/InfluenceGrpc.JsonApiPeer.dll"],
        _ => throw new ArgumentOutOfRangeException(nameof(peer), peer, "There is no such peer."),
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string RootAbove(string folder) => File.Exists(Path.Combine(folder, "InfluenceGrpc.sln"))
        ? folder
        : RootAbove(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This is not run from its repository."));
}
